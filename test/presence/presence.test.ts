import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Store } from '../../src/ports/store.js'
import { Presence } from '../../src/presence/presence.js'
import type { PresenceView } from '../../src/presence/presence-view.js'
import { sessionName } from '../../src/presence/session-name.js'
import type { MeetingEvent } from '../../src/spec/event.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { rejection } from '../identity/support.js'
import { joined, left, meeting, one, updated } from './support.js'

const DAY_MS = 86_400_000
const session = sessionName({ provider: 'fake' }, 'session-1')
const ann = one('ann', { name: 'Ann', role: 'moderator' })
const bob = one('bob')

async function keysOf(store: Store, prefix = ''): Promise<string[]> {
  const keys: string[] = []
  for await (const key of store.keys(prefix)) keys.push(key)
  return keys
}

function setUp(): { clock: TestClock; store: Store; presence: Presence } {
  const clock = new TestClock(0)
  const store = memoryStore(clock)
  return { clock, store, presence: new Presence(store, clock) }
}

async function viewOf(...events: readonly MeetingEvent[]): Promise<PresenceView | undefined> {
  const { presence } = setUp()
  for (const event of events) await presence.apply(session, event)
  return presence.read(session)
}

const inside = (view: PresenceView | undefined): readonly string[] | undefined =>
  view?.participants.map(({ connectionId }) => connectionId)

describe('presence', () => {
  test('is not known of a session of which nothing was told, and asks the store once', async () => {
    const { store } = setUp()
    let asked = 0
    const counting: Store = {
      ...store,
      get: (key) => {
        asked += 1
        return store.get(key)
      },
    }
    expect(await new Presence(counting, new TestClock()).read(session)).toBeUndefined()
    expect(asked).toBe(1)
  })

  test('is empty once the meeting was made', async () => {
    expect(await viewOf(meeting('created', 5))).toEqual({ participants: [], seenAt: new Date(5) })
  })

  test('shows who came in, in that order, with what is known of each', async () => {
    const view = await viewOf(
      joined(bob, 20),
      joined(ann, 10),
      updated(ann, 30, { camera: true, microphone: false, screenShare: true }),
      updated(bob, 31, { raisedHand: true, muted: true, presenter: false }),
    )
    expect(view).toEqual({
      startedAt: new Date(10),
      participants: [
        {
          id: 'ann',
          connectionId: 'ann/1',
          name: 'Ann',
          role: 'moderator',
          camera: true,
          microphone: false,
          screenShare: true,
          joinedAt: new Date(10),
        },
        {
          id: 'bob',
          connectionId: 'bob/1',
          raisedHand: true,
          muted: true,
          presenter: false,
          joinedAt: new Date(20),
        },
      ],
      seenAt: new Date(31),
    })
  })

  test('counts connections, not people', async () => {
    const phone = { ...ann, connectionId: 'ann/2' }
    expect(inside(await viewOf(joined(ann, 1), joined(phone, 2)))).toEqual(['ann/1', 'ann/2'])
    expect(inside(await viewOf(joined(ann, 1), joined(phone, 2), left(ann, 3)))).toEqual(['ann/2'])
  })

  test.each([
    ['a leave that came before its join', [left(ann, 2), joined(ann, 1)], []],
    ['a leave of the same time as the join', [joined(ann, 1), left(ann, 1)], []],
    ['a join after the leave', [joined(ann, 3), left(ann, 2), joined(ann, 1)], ['ann/1']],
    ['a leave alone', [left(ann, 2)], []],
    ['a camera that went on without a join', [updated(ann, 2, { camera: true })], ['ann/1']],
    ['a camera that went off without a join', [updated(ann, 2, { camera: false })], []],
    ['being muted without a join', [updated(ann, 2, { muted: true })], []],
    ['a camera that goes on after the leave', [left(ann, 2), updated(ann, 3, { camera: true })], ['ann/1']],
    ['a camera that goes on as the leave does', [left(ann, 2), updated(ann, 2, { camera: true })], []],
    ['a hand that was raised before the leave', [updated(ann, 1, { raisedHand: true }), left(ann, 2)], []],
    ['an end', [joined(ann, 1), meeting('ended', 2)], []],
    ['an end before a join of an earlier time', [meeting('ended', 2), joined(ann, 1)], []],
    ['an end before a join of a later time', [meeting('ended', 2), joined(ann, 3)], []],
  ])('understands %s', async (_name, events, expected) => {
    expect(inside(await viewOf(...events))).toEqual(expected)
  })

  test('knows no join time of somebody of whom only a sign was seen', async () => {
    const view = await viewOf(joined(ann, 1), left(ann, 2), updated(ann, 3, { camera: true }))
    expect(view?.participants).toEqual([
      { id: 'ann', connectionId: 'ann/1', name: 'Ann', role: 'moderator', camera: true },
    ])
    expect(view?.startedAt).toEqual(new Date(1))
  })

  test('forgets at a leave what was on before, and not who it was', async () => {
    const view = await viewOf(
      joined(ann, 1),
      updated(ann, 2, { camera: true, presenter: true }),
      left(ann, 3),
      joined(one('ann'), 4),
    )
    expect(view?.participants).toEqual([
      { id: 'ann', connectionId: 'ann/1', name: 'Ann', role: 'moderator', joinedAt: new Date(4) },
    ])
  })

  test('takes what was told at the time of the leave for what was before it', async () => {
    const anew = one('bob')
    const back = await viewOf(
      joined(anew, 1),
      updated(anew, 2, { camera: true }),
      left(anew, 2),
      joined(anew, 3),
    )
    expect(back?.participants).toEqual([{ id: 'bob', connectionId: 'bob/1', joinedAt: new Date(3) }])
    const seen = await viewOf(joined(anew, 2), left(anew, 2), updated(anew, 3, { camera: true }))
    expect(seen?.participants).toEqual([{ id: 'bob', connectionId: 'bob/1', camera: true }])
  })

  test.each([
    [[updated(ann, 2, { camera: true }), updated(ann, 2, { camera: false })], false],
    [[updated(ann, 2, { camera: false }), updated(ann, 2, { camera: true })], false],
    [[updated(ann, 3, { camera: true }), updated(ann, 2, { camera: false })], true],
  ])('takes what was told last, and off where both were told at once', async (events, camera) => {
    const view = await viewOf(joined(ann, 1), ...events)
    expect(view?.participants[0]?.camera).toBe(camera)
  })

  test('takes the name that was told last, and of two at once always the same one', async () => {
    const named = (name: string): typeof ann => ({ ...ann, name })
    const names = async (...events: readonly MeetingEvent[]): Promise<unknown> =>
      (await viewOf(...events))?.participants[0]?.name
    expect(await names(joined(named('New'), 2), joined(named('Old'), 1))).toBe('New')
    expect(await names(joined(named('B'), 1), joined(named('A'), 1))).toBe('A')
    expect(await names(joined(named('A'), 1), joined(named('B'), 1))).toBe('A')
  })

  test('has ended at the first of several times, with nobody inside, and started when the first came', async () => {
    const view = await viewOf(
      meeting('ended', 60),
      joined(ann, 20),
      meeting('ended', 50),
      meeting('started', 10),
      updated(bob, 70, { camera: true }),
    )
    expect(view).toEqual({
      startedAt: new Date(10),
      endedAt: new Date(50),
      participants: [],
      seenAt: new Date(50),
    })
  })

  test('is none of the business of chats, recordings and everything else', async () => {
    const { id, at, provider, vendorType, providerData } = meeting('created', 1)
    const rest = { id, at, provider, vendorType, providerData, participant: ann }
    expect(await viewOf({ ...rest, type: 'other' }, { ...rest, type: 'chat.message', text: 'Hi' })).toBe(
      undefined,
    )
  })

  test('keeps sessions apart, and those of tenants', async () => {
    const { presence } = setUp()
    const names = [
      { provider: 'fake' },
      { provider: 'fake', tenant: 'acme' },
      { provider: 'other', tenant: 'acme' },
    ].flatMap((of) => [sessionName(of, 's1'), sessionName(of, 's2')])
    expect(new Set(names).size).toBe(6)
    await presence.apply(names[2] ?? '', joined(ann, 1))
    for (const [index, name] of names.entries())
      expect(inside(await presence.read(name))).toEqual(index === 2 ? ['ann/1'] : undefined)
  })

  test('takes ids for what they are, however they read', async () => {
    for (const connectionId of ['__proto__', 'constructor', '', 'a:b', '日本', '9f8e#content'])
      expect(inside(await viewOf(joined({ id: 'ann', connectionId }, 1)))).toEqual([connectionId])
  })

  test('takes what it cannot read for nothing, and goes on', async () => {
    for (const text of ['', 'garbage', 'null', '[]', '{}', '{"v":2,"shards":1}', '7']) {
      const { store, presence } = setUp()
      await store.set(`presence:${session}`, text, DAY_MS)
      for (let shard = 0; shard < 16; shard++) await store.set(`presence:${session}:${shard}`, text, DAY_MS)
      expect(await presence.read(session)).toBeUndefined()
      await presence.apply(session, joined(ann, 1))
      expect(inside(await presence.read(session))).toEqual(['ann/1'])
    }
  })
})

describe('what is kept of presence', () => {
  test('is kept for 30 days after the last event, however long the meeting lasts', async () => {
    const { clock, presence } = setUp()
    for (let day = 0; day <= 40; day++) {
      await presence.apply(session, updated(ann, clock.now(), { camera: day % 2 === 0 }))
      await clock.advance(DAY_MS)
    }
    expect(inside(await presence.read(session))).toEqual(['ann/1'])
    await clock.advance(29 * DAY_MS)
    expect(await presence.read(session)).toBeUndefined()
  })

  test('is the end alone once the session is over, and that for a day', async () => {
    const { clock, store, presence } = setUp()
    for (const person of [ann, bob, one('cid'), one('dan')])
      await presence.apply(session, joined(person, clock.now()))
    expect((await keysOf(store)).length).toBeGreaterThan(2)
    await presence.apply(session, meeting('ended', clock.now()))
    await presence.apply(session, joined(one('late'), clock.now()))
    expect(await keysOf(store)).toEqual([`presence:${session}`])
    await clock.advance(DAY_MS - 1)
    expect((await presence.read(session))?.endedAt).toEqual(new Date(0))
    await clock.advance(1)
    expect(await presence.read(session)).toBeUndefined()
  })

  test('is not written again for an event that is known', async () => {
    const { clock, store } = setUp()
    let swaps = 0
    const counting: Store = {
      ...store,
      swap: (...args) => {
        swaps += 1
        return store.swap(...args)
      },
    }
    const presence = new Presence(counting, clock)
    const events = [
      meeting('created', 1),
      joined(ann, 2),
      updated(ann, 3, { camera: true }),
      meeting('started', 2),
    ]
    for (const event of events) await presence.apply(session, event)
    expect(swaps).toBe(5)
    for (const event of events) await presence.apply(session, event)
    expect(swaps).toBe(5)
    const ended = meeting('ended', 4)
    for (let time = 0; time < 2; time++) await presence.apply(session, ended)
    expect(swaps).toBe(6)
  })

  test('is written a few times for a burst of events', async () => {
    const { clock, store } = setUp()
    let swaps = 0
    const counting: Store = {
      ...store,
      swap: (...args) => {
        swaps += 1
        return store.swap(...args)
      },
    }
    const presence = new Presence(counting, clock)
    const people = Array.from({ length: 1_000 }, (_, index) => one(`p${index}`))
    await Promise.all(people.map((person, index) => presence.apply(session, joined(person, index))))
    expect((await presence.read(session))?.participants).toHaveLength(1_000)
    expect(swaps).toBeLessThan(60)
  })
})

describe('a store', () => {
  test('that says no although it did it is believed when it is asked again', async () => {
    const { clock, store } = setUp()
    const lying: Store = {
      ...store,
      async swap(...args) {
        await store.swap(...args)
        return false
      },
    }
    const presence = new Presence(lying, clock)
    await presence.apply(session, joined(ann, 1))
    expect(inside(await presence.read(session))).toEqual(['ann/1'])
  })

  test('that never takes anything is given up, and so is nobody else', async () => {
    const { clock, store } = setUp()
    let refusing = true
    const stubborn: Store = {
      ...store,
      swap: (...args) => (refusing ? Promise.resolve(false) : store.swap(...args)),
    }
    const presence = new Presence(stubborn, clock)
    const failing = [joined(ann, 1), joined(bob, 1)].map((event) => presence.apply(session, event))
    for (const applied of failing)
      expect(await rejection(applied)).toMatchObject({ code: 'unavailable', retryable: true })
    refusing = false
    await presence.apply(session, joined(ann, 1))
    expect(inside(await presence.read(session))).toEqual(['ann/1'])
  })

  test('that fails fails the event, which can be told again', async () => {
    for (const broken of ['get', 'swap', 'delete'] as const) {
      const { clock, store } = setUp()
      let failing = true
      const flaky: Store = {
        ...store,
        [broken]: (...args: never[]) =>
          failing
            ? Promise.reject(new Error('connection lost'))
            : (store[broken] as (...given: never[]) => Promise<unknown>)(...args),
      }
      const presence = new Presence(flaky, clock)
      const events = [joined(ann, 1), meeting('ended', 2)]
      const outcomes = []
      for (const event of events)
        outcomes.push(
          await presence.apply(session, event).then(
            () => 'taken',
            (error: Error) => error.message,
          ),
        )
      expect(outcomes).toContain('connection lost')
      failing = false
      for (const event of events) await presence.apply(session, event)
      expect(await keysOf(store)).toEqual([`presence:${session}`])
      expect((await presence.read(session))?.endedAt).toEqual(new Date(2))
    }
  })
})
