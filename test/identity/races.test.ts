import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FakePreset } from '../../providers/fake/config.js'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { FakeProvider } from '../../providers/fake/fake-provider.js'
import { createMeetings } from '../../src/create-meetings.js'
import type { Directory } from '../../src/directory/directory.js'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { Meetings } from '../../src/meetings.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { TestClock } from '../../src/testing/test-clock.js'

const id = 'class-42'

/** What may go wrong with one request to the vendor, or one to the directory. */
type Mishap = 'refused' | 'answer-lost' | 'lost' | 'hangs' | 'answer-hangs' | 'fine'
type Schedule = <T>(label: string, work: () => Promise<T>) => Promise<T>

interface Stage {
  readonly clock: TestClock
  readonly fake: FakeProvider
  readonly machines: readonly Meetings[]
  readonly calm: Meetings
}

/** Machines whose every step to directory and vendor waits for its turn, and may go wrong on the way. */
function stage(
  preset: FakePreset,
  schedule: Schedule,
  mishaps: { vendor: Mishap[]; directory: Mishap[] },
): Stage {
  const clock = new TestClock(0)
  const fake = createFakeProvider({ clock, preset })
  const inner = new MemoryDirectory({ clock })
  const next = (whose: 'vendor' | 'directory'): Mishap => mishaps[whose].shift() ?? 'fine'

  async function step<T>(
    label: string,
    mishap: Mishap,
    fail: (effect: 'none' | 'unknown') => Error,
    work: () => Promise<T>,
  ): Promise<T> {
    if (mishap === 'refused') return schedule(`${label} refused`, () => Promise.reject(fail('none')))
    if (mishap === 'hangs') return schedule(`${label} hangs`, () => new Promise(() => undefined))
    if (mishap === 'lost') return schedule(`${label} lost`, () => Promise.reject(fail('unknown')))
    const result = await schedule(label, work)
    if (mishap === 'answer-hangs') return new Promise(() => undefined)
    return schedule(`${label} answers`, () =>
      mishap === 'answer-lost' ? Promise.reject(fail('unknown')) : Promise.resolve(result),
    )
  }

  const vendorFailure = (effect: 'none' | 'unknown'): Error =>
    new MeetingError({ code: 'unavailable', message: 'staged', effect })
  const directoryFailure = (): Error => new Error('staged')
  const ask = <T>(label: string, work: () => Promise<T>): Promise<T> =>
    step(`directory ${label}`, next('directory'), directoryFailure, work)
  const directory: Directory = {
    shared: true,
    get: (key) => ask('get', () => inner.get(key)),
    claim: (request) => ask('claim', () => inner.claim(request)),
    complete: (claim, record) => ask('complete', () => inner.complete(claim, record)),
    release: (claim, keepDraft) => ask('release', () => inner.release(claim, keepDraft)),
    scan: () => inner.scan(),
  }
  const tell = <T>(label: string, work: () => Promise<T>): Promise<T> =>
    step(`vendor ${label}`, next('vendor'), vendorFailure, work)
  const provider: MeetingProvider = {
    specificationVersion: 1,
    name: 'fake',
    type: 'fake',
    capabilities: fake.capabilities,
    createMeeting: (request, options) => tell('create', () => fake.createMeeting(request, options)),
    join: (meeting, request, options) => tell('join', () => fake.join(meeting, request, options)),
    end: (meeting, options) => tell('end', () => fake.end(meeting, options)),
    info: (meeting, options) => tell('info', () => fake.info(meeting, options)),
    check: (options) => fake.check(options),
    close: async () => undefined,
  }
  const machine = (steady: boolean): Meetings =>
    createMeetings({
      providers: { fake: steady ? fake : provider },
      directory: steady ? inner : directory,
      clock,
      timeoutMs: 15_000,
    })
  return { clock, fake, machines: [machine(false), machine(false), machine(false)], calm: machine(true) }
}

/** Lets scheduled steps happen in the scheduler's order, and time pass when nothing else can. */
async function play(
  scheduler: fc.Scheduler,
  clock: TestClock,
  calls: readonly Promise<unknown>[],
): Promise<void> {
  let open = calls.length
  for (const call of calls)
    call.then(
      () => (open -= 1),
      () => (open -= 1),
    )
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve))
    if (open === 0) return
    if (scheduler.count() > 0) await scheduler.waitOne()
    else if (clock.nextInMs !== undefined) await clock.advance(clock.nextInMs)
  }
}

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Mishap>('fine') },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Mishap>('refused', 'answer-lost', 'lost', 'hangs', 'answer-hangs'),
  },
)
const mishaps = fc.record({
  vendor: fc.array(mishap, { maxLength: 8 }),
  directory: fc.array(mishap, { maxLength: 10 }),
})

type Move = 'create' | 'join' | 'end' | 'forget' | 'wait'

/** One caller after another on one machine. */
async function caller(w: Stage, machine: Meetings, moves: readonly Move[]): Promise<readonly MeetingRef[]> {
  const refs: MeetingRef[] = []
  for (const move of moves)
    try {
      if (move === 'create') refs.push((await machine.createMeeting({ id })).ref)
      if (move === 'join')
        refs.push((await machine.join(id, { participant: { name: 'Ann' }, create: {} })).ref)
      if (move === 'end') await machine.end(id)
      if (move === 'forget') w.fake.vendor.forget(id)
      if (move === 'wait') await new Promise<void>((resolve) => w.clock.after(31_000, resolve))
    } catch (error) {
      // A failure is fine as long as it is a proper one.
      expect(MeetingError.is(error)).toBe(true)
      expect((error as MeetingError).code).not.toBe('unknown')
    }
  return refs
}

const callers = (move: fc.Arbitrary<Move>): fc.Arbitrary<readonly { machine: number; moves: Move[] }[]> =>
  fc.array(
    fc.record({ machine: fc.nat({ max: 2 }), moves: fc.array(move, { minLength: 1, maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )

async function race(
  preset: FakePreset,
  scheduler: fc.Scheduler,
  staged: { vendor: Mishap[]; directory: Mishap[] },
  cast: readonly { machine: number; moves: Move[] }[],
): Promise<{ w: Stage; refs: readonly MeetingRef[]; most: number }> {
  // The lists are used up, and fast-check wants to see them again when it shrinks.
  const copy = { vendor: [...staged.vendor], directory: [...staged.directory] }
  const schedule: Schedule = async (label, work) => {
    await scheduler.schedule(Promise.resolve(), label)
    const result = await work()
    most = Math.max(most, w.fake.vendor.meetings.length)
    return result
  }
  let most = 0
  const w = stage(preset, schedule, copy)
  const calls = cast.map(({ machine, moves }) => caller(w, w.machines[machine] ?? w.calm, moves))
  await play(scheduler, w.clock, calls)
  // From here on everything goes well.
  copy.vendor.length = 0
  copy.directory.length = 0
  return { w, refs: (await Promise.all(calls)).flat(), most }
}

describe.each(['sdk-like', 'link-like'] as const)(
  'on a %s vendor, whatever goes wrong in whatever order',
  (preset) => {
    test('everybody who gets an answer gets the same meeting, and there is only one', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          mishaps,
          callers(fc.constantFrom<Move>('create', 'join')),
          async (scheduler, staged, cast) => {
            const { w, refs, most } = await race(preset, scheduler, staged, cast)
            expect(most).toBeLessThanOrEqual(1)
            const found = await w.clock.settle(w.calm.createMeeting({ id }), 60_000)
            for (const ref of refs) expect(ref).toEqual(found.ref)
            expect(found.ref.incarnation).toBe(1)
            expect([w.fake.vendor.created, w.fake.vendor.meetings.length]).toEqual([1, 1])
            // Nothing waits any more for calls that are over.
            expect(w.clock.pending).toBe(0)
          },
        ),
        { numRuns: 80 },
      )
    })

    test('there is never more than one live meeting, also where meetings end and are dropped', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          mishaps,
          callers(fc.constantFrom<Move>('create', 'create', 'join', 'end', 'forget', 'wait')),
          async (scheduler, staged, cast) => {
            const { w, most } = await race(preset, scheduler, staged, cast)
            expect(most).toBeLessThanOrEqual(1)
            // Once the trust is over, everybody agrees on what lives.
            await w.clock.advance(31_000)
            const found = await w.clock.settle(w.calm.createMeeting({ id }), 60_000)
            expect(w.fake.vendor.meetings.map(({ session }) => session)).toEqual([
              found.ref.vendor['session'],
            ])
            for (const machine of w.machines) {
              const calls = [machine.createMeeting({ id })]
              await play(scheduler, w.clock, calls)
              expect((await Promise.all(calls)).map(({ ref }) => ref)).toEqual([found.ref])
            }
          },
        ),
        { numRuns: 80 },
      )
    })
  },
)
