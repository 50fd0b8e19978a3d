import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { failing, world, wrapped } from '../identity/support.js'

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
    expect(await w.run(w.machine().sweep())).toEqual({ seen: 1, ended: [], seatsFreed: 1, failed: [] })
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
      seen: 3,
      ended: [],
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
})
