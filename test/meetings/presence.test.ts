import { describe, expect, test } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import { createMeetings } from '../../src/create-meetings.js'
import type { Meetings } from '../../src/meetings.js'
import { partsOf } from '../../src/meetings-parts.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Store } from '../../src/ports/store.js'
import { Presence } from '../../src/presence/presence.js'
import { sessionName } from '../../src/presence/session-name.js'
import type { MeetingEvent } from '../../src/spec/event.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { type World, world, wrapped } from '../identity/support.js'
import { joined, left, meeting, one, updated } from '../presence/support.js'

const id = 'class-42'
const ann = one('ann', { name: 'Ann', role: 'moderator' })
const bob = one('bob')

async function tell(meetings: Meetings, ref: MeetingRef, ...events: readonly MeetingEvent[]): Promise<void> {
  const { store, clock } = partsOf(meetings)
  const presence = new Presence(store, clock)
  for (const event of events) await presence.apply(sessionName(ref, ref.vendor['session'] ?? ''), event)
}

/** A store of which one operation is done by somebody else. */
function counting(store: Store): { store: Store; reads: string[] } {
  const reads: string[] = []
  return {
    reads,
    store: {
      ...store,
      get: (key) => {
        if (key.includes('presence:')) reads.push(key)
        return store.get(key)
      },
    },
  }
}

/** The SDK-like fake, with some of its verbs done otherwise. */
function variant(w: World, verbs: Partial<MeetingProvider>): MeetingProvider {
  const { events } = w.fake
  return wrapped(w.fake, { ...(events && { events }), ...verbs })
}

describe('info of a vendor that does not tell who is inside', () => {
  test('has it from events, on every machine that shares the store', async () => {
    const w = world('sdk-like')
    const store = memoryStore(w.clock)
    const [first, second] = [w.machine({ store }), w.machine({ store })]
    const { ref, createdAt } = await w.run(first.createMeeting({ id, name: 'Class' }))
    await tell(first, ref, meeting('created', 1), joined(ann, 2), updated(ann, 3, { camera: true }))
    for (const machine of [first, second])
      expect(await w.run(machine.info(id))).toEqual({
        ref,
        status: 'open',
        name: 'Class',
        createdAt,
        running: true,
        startedAt: new Date(2),
        participantCount: 1,
        participants: [
          {
            id: 'ann',
            connectionId: 'ann/1',
            name: 'Ann',
            role: 'moderator',
            camera: true,
            joinedAt: new Date(2),
          },
        ],
        presence: 'events',
        recording: 'off',
        warnings: [],
      })
    await tell(second, ref, joined(bob, 4), left(ann, 5))
    const seen = await w.run(first.info(ref))
    expect(seen.participants?.map((person) => person.id)).toEqual(['bob'])
  })

  test('says of a meeting that was made and that nobody entered that nobody is inside', async () => {
    const w = world('sdk-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await tell(w.meetings, ref, meeting('created', 1))
    const seen = await w.run(w.meetings.info(id))
    expect([seen.presence, seen.running, seen.participantCount, seen.participants]).toEqual([
      'events',
      false,
      0,
      [],
    ])
    expect(seen).not.toHaveProperty('startedAt')
  })

  test('invents nothing where nothing was told', async () => {
    const w = world('sdk-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await tell(w.meetings, { ...ref, tenant: 'acme' }, joined(ann, 1))
    await tell(w.meetings, { ...ref, provider: 'other' }, joined(ann, 1))
    await tell(w.meetings, { ...ref, vendor: { session: 'another' } }, joined(ann, 1))
    const seen = await w.run(w.meetings.info(id))
    expect(seen.presence).toBe('none')
    for (const member of ['running', 'participantCount', 'participants', 'startedAt'])
      expect(seen).not.toHaveProperty(member)
  })

  test('keeps apart the tenants', async () => {
    const w = world('sdk-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }, { tenant: 'acme' }))
    const other = await w.run(w.meetings.createMeeting({ id }, { tenant: 'umbrella' }))
    await tell(w.meetings, ref, joined(ann, 1))
    await tell(w.meetings, other.ref, joined(bob, 1))
    const seen = await w.run(w.meetings.info(id, { tenant: 'acme' }))
    expect(seen.participants?.map((person) => person.id)).toEqual(['ann'])
  })

  test('believes the vendor, which says that it is open, and not events that say that it has ended', async () => {
    const w = world('sdk-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await tell(w.meetings, ref, joined(ann, 1), meeting('ended', 2))
    const seen = await w.run(w.meetings.info(id))
    expect([seen.status, seen.presence, seen.participants, seen.endedAt, seen.startedAt]).toEqual([
      'open',
      'none',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('believes the vendor in what it says itself', async () => {
    const w = world('sdk-like')
    const startedAt = new Date(99)
    const fake = variant(w, {
      info: async () => ({ status: 'open', startedAt, presence: 'none', warnings: [] }),
    })
    const meetings = w.machine({ providers: { fake } })
    const { ref } = await w.run(meetings.createMeeting({ id }))
    await tell(meetings, ref, joined(ann, 1))
    expect(await w.run(meetings.info(id))).toMatchObject({
      startedAt,
      presence: 'events',
      participantCount: 1,
    })
  })

  test('shows nobody inside a meeting that the vendor says has ended', async () => {
    const w = world('sdk-like')
    const fake = variant(w, { info: async () => ({ status: 'ended', presence: 'none', warnings: [] }) })
    const meetings = w.machine({ providers: { fake } })
    const { ref } = await w.run(meetings.createMeeting({ id }))
    await tell(meetings, ref, joined(ann, 1))
    expect(await w.run(meetings.info(id))).toMatchObject({ status: 'ended', presence: 'none' })
    expect(await w.run(meetings.info(id))).not.toHaveProperty('participants')
  })

  test('says when it ended, where nobody has written that down', async () => {
    const w = world('sdk-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    w.fake.vendor.forget(id)
    const before = await w.run(w.meetings.info(id))
    expect([before.status, before.endedAt]).toEqual(['ended', undefined])
    await tell(w.meetings, ref, meeting('ended', 77))
    expect(await w.run(w.meetings.info(id))).toMatchObject({ status: 'ended', endedAt: new Date(77) })
  })

  test('prefers the end that was written down', async () => {
    const w = world('sdk-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await w.run(w.meetings.end(id))
    await tell(w.meetings, ref, meeting('ended', 77))
    expect((await w.run(w.meetings.info(id))).endedAt).toEqual(new Date(w.clock.now()))
  })
})

describe('a store of presence', () => {
  test('that fails leaves info without it', async () => {
    const w = world('sdk-like')
    const store: Store = {
      ...memoryStore(w.clock),
      get: (key) =>
        key.includes('presence:') ? Promise.reject(new Error('down')) : Promise.resolve(undefined),
    }
    const meetings = w.machine({ store })
    await w.run(meetings.createMeeting({ id }))
    expect(await w.run(meetings.info(id))).toMatchObject({ status: 'open', presence: 'none', warnings: [] })
    w.fake.vendor.forget(id)
    expect(await w.run(meetings.info(id))).toMatchObject({ status: 'ended', presence: 'none' })
  })

  test('that does not answer costs a second at most, and leaves no timer', async () => {
    const w = world('sdk-like')
    const store: Store = { ...memoryStore(w.clock), get: () => new Promise(() => undefined) }
    const meetings = w.machine({ store })
    await w.run(meetings.createMeeting({ id }))
    for (const [timeoutMs, expected] of [
      [undefined, 1_000],
      [500, 250],
    ] as const) {
      const start = w.clock.now()
      const seen = await w.run(meetings.info(id, timeoutMs === undefined ? {} : { timeoutMs }))
      expect([seen.status, seen.presence, w.clock.now() - start]).toEqual(['open', 'none', expected])
    }
    expect(w.clock.pending).toBe(0)
  })

  test('is read while the vendor works', async () => {
    const w = world('sdk-like')
    const { store, reads } = counting(memoryStore(w.clock))
    let readBefore: number | undefined
    const fake = variant(w, {
      info: async () => {
        readBefore = reads.length
        return { status: 'open', presence: 'none', warnings: [] }
      },
    })
    const meetings = w.machine({ providers: { fake }, store })
    const { ref } = await w.run(meetings.createMeeting({ id }))
    await tell(meetings, ref, joined(ann, 1))
    reads.length = 0
    expect((await w.run(meetings.info(id))).presence).toBe('events')
    expect(readBefore).toBe(1)
    expect(reads).toHaveLength(2)
    expect(w.clock.pending).toBe(0)
  })

  test.each([['link-like'], ['limited']] as const)('is not asked about a %s meeting', async (preset) => {
    const w = world(preset)
    const { store, reads } = counting(memoryStore(w.clock))
    const meetings = w.machine({ store })
    await w.run(meetings.createMeeting({ id }))
    expect((await w.run(meetings.info(id))).presence).toBe('live')
    expect(reads).toEqual([])
  })

  test('is not asked about a meeting of which no session is known', async () => {
    const fake = createFakeProvider({ preset: 'sdk-like' })
    const w = world()
    const { store, reads } = counting(memoryStore(w.clock))
    const meetings = createMeetings({
      providers: {
        fake: variant(
          { ...w, fake },
          { info: async () => ({ status: 'open', presence: 'none', warnings: [] }) },
        ),
      },
      store,
    })
    expect((await meetings.info('nobody-made-this')).presence).toBe('none')
    expect(reads).toEqual([])
  })
})
