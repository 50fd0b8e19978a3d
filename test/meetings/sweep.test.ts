import { describe, expect, test } from 'vitest'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { failing, turns, world, wrapped } from '../identity/support.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const nothing = { seen: 0, ended: [], seatsFreed: 0, forgotten: 0, skipped: 0, failed: [] }

/** A directory as several machines share it, with leases. */
class SharedDirectory extends MemoryDirectory {
  override readonly shared = true
}

const person = (id: string) => ({ participant: { id, name: id } })

describe('sweep', () => {
  test('gives seats free whose people left a minute ago, and no others', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id: 'room' }))
    for (const id of ['ann', 'bob', 'cem']) await w.run(w.meetings.join('room', person(id)))
    await w.run(w.meetings.leave('room', { participantId: 'ann' }))
    await w.run(w.meetings.leave('room', { participantId: 'bob' }))
    await w.clock.advance(59_000)
    expect((await w.run(w.meetings.sweep())).seatsFreed).toBe(0)
    await w.run(w.meetings.join('room', person('bob')))
    await w.clock.advance(1_000)
    expect(await w.run(w.machine().sweep())).toEqual({ ...nothing, seen: 1, seatsFreed: 1 })
    expect(w.fake.vendor.meeting('room')?.seats.map(({ participantId }) => participantId)).toEqual([
      'bob',
      'cem',
    ])
  })

  test('records as ended what the vendor has dropped, once', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id: 'dropped' }))
    await w.run(w.meetings.createMeeting({ id: 'alive' }))
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    expect(await w.run(w.meetings.sweep())).toMatchObject({ seen: 2, ended: [ref] })
    expect((await w.directory.peek({ id: 'dropped' }))?.endedAt).toBe(w.clock.now())
    expect(await w.run(w.meetings.sweep())).toMatchObject({ seen: 1, ended: [] })
  })

  test('goes on with the others where one cannot be looked after, and says which', async () => {
    const w = world()
    const refs = []
    for (const id of ['one', 'two', 'three']) refs.push((await w.run(w.meetings.createMeeting({ id }))).ref)
    const shaky = wrapped(w.fake, {
      sweep: async ({ id }) => {
        if (id === 'two') throw new MeetingError({ code: 'unavailable', message: 'away' })
        return { meeting: 'open', seatsFreed: 2 }
      },
    })
    const swept = await w.run(w.machine({ providers: { fake: shaky } }).sweep())
    expect(swept).toEqual({
      ...nothing,
      seen: 3,
      seatsFreed: 4,
      failed: [{ ref: refs[1], code: 'unavailable', message: 'away' }],
    })
  })

  test('names the meetings of an instance that is not configured any more', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id: 'old' }))
    const other = w.machine({ providers: { other: { type: 'fake' } } })
    expect((await w.run(other.sweep())).failed).toMatchObject([{ ref, code: 'not-configured' }])
  })

  test('looks after one tenant where it is asked to', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id: 'same' }, { tenant: 'acme' }))
    await w.run(w.meetings.createMeeting({ id: 'same' }, { tenant: 'umbrella' }))
    expect((await w.run(w.meetings.sweep({ tenant: 'acme' }))).seen).toBe(1)
    expect((await w.run(w.meetings.sweep())).seen).toBe(2)
  })

  test('fails where the directory does, and stops at its time limit', async () => {
    const w = world()
    for (let meeting = 0; meeting < 20; meeting++)
      await w.run(w.meetings.createMeeting({ id: `room-${meeting}` }))
    const stuck = wrapped(w.fake, { sweep: () => new Promise(() => undefined) })
    expect(
      await w.fails(w.machine({ providers: { fake: stuck } }).sweep({ timeoutMs: 1_000 })),
    ).toMatchObject({ code: 'timeout', operation: 'sweep' })
    const broken = w.machine({
      directory: Object.assign(Object.create(w.directory), {
        scan: async function* () {
          failing('get')('get')
          yield* []
        },
      }),
    })
    expect(await w.fails(broken.sweep())).toMatchObject({ code: 'unavailable', vendorCode: 'directory' })
  })

  test('is shared by machines that sweep at once: each meeting is looked after once', async () => {
    const w = world()
    const directory = new SharedDirectory({ clock: w.clock })
    const looked: string[] = []
    const watching = wrapped(w.fake, {
      sweep: async ({ id }) => {
        looked.push(id)
        // A vendor takes its time; meanwhile the other machines go on.
        await turns(5)
        return { meeting: 'open', seatsFreed: 0 }
      },
    })
    const machines = [1, 2, 3].map(() => w.machine({ directory, providers: { fake: watching } }))
    const ids = Array.from({ length: 200 }, (_, index) => `room-${index}`)
    for (const id of ids) await w.run(machines[0]?.createMeeting({ id }) ?? Promise.reject(new Error('none')))
    const swept = await Promise.all(machines.map((machine) => machine.sweep()))
    expect(looked.toSorted((one, other) => one.localeCompare(other))).toEqual(
      ids.toSorted((one, other) => one.localeCompare(other)),
    )
    for (const { seen, skipped, failed } of swept) expect([seen + skipped, failed]).toEqual([200, []])
    expect(swept.filter(({ seen }) => seen > 0).length).toBeGreaterThan(1)
    await w.clock.advance(20_000)
    expect((await machines[2]?.sweep())?.seen).toBe(200)
  })

  test('notices in time that a vendor without a sweep has dropped a meeting, and asks seldom', async () => {
    const w = world('link-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id: 'dropped' }))
    await w.run(w.meetings.createMeeting({ id: 'alive' }))
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    const asked = () => w.fake.calls.filter(({ verb }) => verb === 'info').length
    for (let minute = 0; minute < 9; minute++) {
      await w.clock.advance(MINUTE)
      expect((await w.run(w.meetings.sweep())).ended).toEqual([])
    }
    expect(asked()).toBe(0)
    await w.clock.advance(MINUTE)
    expect((await w.run(w.meetings.sweep())).ended).toEqual([ref])
    expect(asked()).toBe(2)
    await w.run(w.meetings.sweep())
    expect(asked()).toBe(2)
  })

  test('forgets meetings that ended long ago, and those of which nobody can be asked any more', async () => {
    const clock = new TestClock()
    const directory = new MemoryDirectory({ clock })
    const { fake, machine, run } = world()
    const meetings = machine({ clock, directory })
    const { ref } = await run(meetings.createMeeting({ id: 'over' }))
    await run(meetings.createMeeting({ id: 'orphan' }))
    await run(meetings.end(ref))
    const later = machine({ clock, directory, providers: { other: { type: 'fake' } } })
    expect((await run(later.sweep())).failed).toHaveLength(1)
    await clock.advance(6 * DAY)
    expect(await run(later.sweep({ forgetAfterDays: 7 }))).toMatchObject({ forgotten: 0 })
    await clock.advance(DAY)
    expect(await run(later.sweep({ forgetAfterDays: 7 }))).toEqual({ ...nothing, seen: 1, forgotten: 2 })
    expect(await directory.get({ id: 'over' })).toBeUndefined()
    expect(await run(later.sweep())).toEqual(nothing)
    expect(fake.vendor.meetings).toHaveLength(1)
  })
})
