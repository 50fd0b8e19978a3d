import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { FakeProvider } from '../../providers/fake/fake-provider.js'
import type { FakeFailure } from '../../providers/fake/staging.js'
import type { Meetings } from '../../src/meetings.js'
import { type World, world, wrapped } from './support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann' } }
const down: FakeFailure = { code: 'unavailable', effect: 'none' }

// Loaded on first use, in real time, which a clock that stands still does not wait for.
beforeAll(async () => {
  await import('opossum')
})

interface Pair extends World {
  readonly spare: FakeProvider
  readonly meetings: Meetings
}

/** An instance, and one that it falls back to. */
function pair(): Pair {
  const w = world()
  const spare = createFakeProvider({ name: 'spare', preset: 'link-like', clock: w.clock })
  const machine: World['machine'] = (config = {}) =>
    w.machine({
      provider: 'fake',
      providers: { fake: w.fake, spare },
      instances: { fake: { fallback: 'spare' } },
      ...config,
    })
  return { ...w, spare, machine, meetings: machine() }
}

describe('a create whose instance cannot', () => {
  test.each([down, { code: 'rate-limited' }, { code: 'quota' }] satisfies FakeFailure[])(
    'is made by the one that it falls back to, and says who and why ($code)',
    async (failure) => {
      const w = pair()
      w.fake.failNext('createMeeting', failure)
      const made = await w.run(w.meetings.createMeeting({ id }))
      expect(made).toMatchObject({
        disposition: 'created',
        ref: { provider: 'spare', incarnation: 1 },
        fellBackFrom: [{ provider: 'fake', code: failure.code }],
        warnings: [
          { code: 'fell-back', message: `"fake" could not (${failure.code}), so "spare" made the meeting` },
        ],
      })
      expect((await w.run(w.machine().join(id, ann))).ref).toEqual(made.ref)
      const again = await w.run(w.meetings.createMeeting({ id }))
      expect([again.disposition, again.ref, again.fellBackFrom]).toEqual(['existing', made.ref, undefined])
      expect((await w.run(w.meetings.createMeeting({ id: 'next' }))).ref.provider).toBe('fake')
    },
  )

  test('falls back in a join that creates, too', async () => {
    const w = pair()
    w.fake.failNext('createMeeting', down)
    const joined = await w.run(w.meetings.join(id, { ...ann, create: {} }))
    expect(joined).toMatchObject({ ref: { provider: 'spare' }, warnings: [{ code: 'fell-back' }] })
  })

  test.each([
    { code: 'unavailable' },
    { code: 'unauthenticated' },
    { code: 'invalid-response' },
    { code: 'conflict' },
  ] satisfies FakeFailure[])(
    'fails where it may have had an effect, and where another would not help: %o',
    async (failure) => {
      const w = pair()
      w.fake.failNext('createMeeting', failure)
      expect(await w.fails(w.meetings.createMeeting({ id }))).toMatchObject({
        code: failure.code,
        provider: 'fake',
      })
      expect(w.spare.calls).toEqual([])
      // And the repeat goes to the instance that may have it.
      expect((await w.run(w.meetings.createMeeting({ id }))).ref.provider).toBe('fake')
      expect(w.fake.vendor.created + w.spare.vendor.created).toBe(1)
    },
  )

  test('does not fall back where somebody took over a create of which nobody knows what became', async () => {
    const w = pair()
    w.fake.failNext('createMeeting', { code: 'unavailable', processed: true })
    await w.fails(w.meetings.createMeeting({ id }))
    w.fake.failNext('createMeeting', down)
    expect(await w.fails(w.machine().createMeeting({ id }))).toMatchObject({ provider: 'fake' })
    expect((await w.run(w.machine().createMeeting({ id }))).ref.provider).toBe('fake')
    expect([w.fake.vendor.created, w.spare.vendor.created]).toEqual([1, 0])
  })

  test('is made once, however many ask at once while the instance is down', async () => {
    const w = pair()
    w.fake.failNext('createMeeting', down, Number.POSITIVE_INFINITY)
    const machines = Array.from({ length: 10 }, () => w.machine())
    const made = await w.run(Promise.all(machines.map((machine) => machine.createMeeting({ id }))))
    expect(new Set(made.map(({ ref }) => JSON.stringify(ref))).size).toBe(1)
    expect(w.spare.vendor.created).toBe(1)
  })

  test('tries one after another, and fails with the last failure', async () => {
    const w = world()
    const [spare, last] = ['spare', 'last'].map((name) => createFakeProvider({ name, clock: w.clock }))
    if (spare === undefined || last === undefined) throw new Error('two were made')
    const meetings = w.machine({
      provider: 'fake',
      providers: { fake: w.fake, spare, last },
      instances: { fake: { fallback: ['spare', 'last'] } },
    })
    w.fake.failNext('createMeeting', down, 2)
    spare.failNext('createMeeting', { code: 'quota' }, 2)
    expect((await w.run(meetings.createMeeting({ id }))).fellBackFrom).toEqual([
      { provider: 'fake', code: 'unavailable' },
      { provider: 'spare', code: 'quota' },
    ])
    last.failNext('createMeeting', { code: 'rate-limited' })
    expect(await w.fails(meetings.createMeeting({ id: 'next' }))).toMatchObject({
      code: 'rate-limited',
      provider: 'last',
    })
    expect(await w.directory.peek({ id: 'next' })).toBeUndefined()
  })

  test('falls back where no server of the instance can be placed', async () => {
    const w = pair()
    const pool = wrapped(w.fake, {
      place: async () => {
        throw new (await import('../../src/errors/meeting-error.js')).MeetingError({
          ...down,
          message: 'no server',
        })
      },
    })
    const meetings = w.machine({ providers: { fake: pool, spare: w.spare } })
    expect((await w.run(meetings.createMeeting({ id }))).ref.provider).toBe('spare')
  })
})

describe('what lives on an instance', () => {
  test('is joined, read and ended there and nowhere else', async () => {
    const w = pair()
    await w.run(w.meetings.createMeeting({ id }))
    w.fake.failNext('any', down, Number.POSITIVE_INFINITY)
    for (const call of [() => w.meetings.join(id, ann), () => w.meetings.info(id), () => w.meetings.end(id)])
      expect(await w.fails(call())).toMatchObject({ code: 'unavailable', provider: 'fake' })
    expect(w.spare.calls).toEqual([])
  })
})

describe('an instance that keeps failing', () => {
  // The circuit breaker is a library's, and has its own timers.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('is spared for half a minute, and then tried once', async () => {
    const w = pair()
    w.fake.failNext('createMeeting', down, Number.POSITIVE_INFINITY)
    const asked = () => w.fake.calls.filter(({ verb }) => verb === 'createMeeting').length
    for (let meeting = 0; meeting < 20; meeting++)
      expect((await w.run(w.meetings.createMeeting({ id: `room-${meeting}` }))).ref.provider).toBe('spare')
    expect(asked()).toBe(4)
    await vi.advanceTimersByTimeAsync(30_000)
    await w.run(w.meetings.createMeeting({ id: 'probe' }))
    await w.run(w.meetings.createMeeting({ id: 'still-spared' }))
    expect(asked()).toBe(5)
    w.fake.heal()
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await w.run(w.meetings.createMeeting({ id: 'back' }))).ref.provider).toBe('fake')
    expect((await w.run(w.meetings.createMeeting({ id: 'there' }))).ref.provider).toBe('fake')
    await w.meetings.close()
  })

  test('is spared by the others while the one try runs', async () => {
    const w = pair()
    w.fake.failNext('createMeeting', down, Number.POSITIVE_INFINITY)
    for (let meeting = 0; meeting < 5; meeting++)
      await w.run(w.meetings.createMeeting({ id: `room-${meeting}` }))
    w.fake.heal()
    await vi.advanceTimersByTimeAsync(30_000)
    const made = await w.run(
      Promise.all(['one', 'two', 'three'].map((name) => w.meetings.createMeeting({ id: name }))),
    )
    expect(made.map(({ ref }) => ref.provider)).toEqual(['fake', 'spare', 'spare'])
    await w.meetings.close()
  })
})
