import { describe, expect, it } from 'vitest'
import { freeSeats } from '../../../../providers/chime/seats/free-seats.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import type { Store } from '../../../../src/ports/store.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { calling, failure, until } from '../setup.js'
import { people, storeThatLoses, world } from './support.js'

const MINUTE = 60_000

describe('seats of people who left a meeting on Chime', () => {
  it('are kept for a minute, in which their person has them back', async () => {
    const there = await world()
    const { machine, run, clock } = there
    const meeting = await run(machine.create())
    const before = await run(machine.join(meeting, 'ada', { device: 'phone' }))
    expect(await run(machine.leave(meeting, 'ada', 'phone'))).toBe('done')
    await clock.advance(MINUTE - 1)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 0 })
    expect((await run(machine.join(meeting, 'ada', { device: 'phone' }))).Attendee).toEqual(before.Attendee)
    await clock.advance(2 * MINUTE)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 0 })
    expect(people(there)).toEqual(['ada.phone'])
  })

  it('are then given free by a sweep, of any process, and nothing else is', async () => {
    const there = await world()
    const { machine, another, run, clock, simulator } = there
    const meeting = await run(machine.create())
    const meetingId = meeting.vendor['meetingId'] ?? ''
    for (const id of ['ada', 'grace', 'edsger']) await run(machine.join(meeting, id))
    await run(machine.join(meeting, 'ada', { device: 'phone' }))
    simulator.addBot(meetingId)
    const stranger = { MeetingId: meetingId, ExternalUserId: 'stranger' }
    await run(machine.parts.api.call('CreateAttendee', stranger, calling()))
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    expect(await run(machine.leave(meeting, 'grace'))).toBe('done')
    await clock.advance(MINUTE)
    expect(await run(another().sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 2 })
    expect(people(there)).toEqual([
      'edsger',
      'ada.phone',
      expect.stringMatching(/^aws:MediaPipeline/),
      'stranger',
    ])
  })

  it('cost a sweep no request where nobody left since the last one', async () => {
    const { machine, another, run, clock, simulator } = await world()
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'grace'))
    const calls = simulator.requests.length
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 0 })
    expect(simulator.requests).toHaveLength(calls)
    await run(machine.leave(meeting, 'ada'))
    expect(simulator.requests).toHaveLength(calls)
    await clock.advance(MINUTE)
    await run(another().sweep(meeting))
    expect(simulator.requests.slice(calls).map(({ call }) => call)).toEqual([
      'ListAttendees',
      'DeleteAttendee',
    ])
    await run(machine.sweep(meeting))
    await run(another().sweep(meeting))
    expect(simulator.requests).toHaveLength(calls + 2)
  })

  it('are new ones for whoever comes back later, without a look for the old one', async () => {
    const { machine, run, clock, simulator } = await world()
    const meeting = await run(machine.create())
    const before = await run(machine.join(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(MINUTE)
    await run(machine.sweep(meeting))
    const after = await run(machine.join(meeting, 'ada'))
    expect(after.Attendee.AttendeeId).not.toBe(before.Attendee.AttendeeId)
    expect(simulator.callsTo('GetAttendee')).toBe(0)
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    await clock.advance(MINUTE)
    expect((await run(machine.sweep(meeting))).seatsFreed).toBe(1)
  })

  it('are given free at once where no grace is configured', async () => {
    const there = await world({ config: { seatGraceMs: 0 } })
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'grace'))
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    expect(people(there)).toEqual(['grace'])
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    expect(simulator.callsTo('DeleteAttendee')).toBe(1)
    await run(machine.join(meeting, 'ada'))
    expect(people(there)).toEqual(['grace', 'ada'])
  })

  it('are counted from the first time that somebody says so', async () => {
    const { machine, run, clock } = await world()
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(MINUTE / 2)
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    await clock.advance(MINUTE / 2)
    expect((await run(machine.sweep(meeting))).seatsFreed).toBe(1)
  })

  it('are given free, too, where only the second call for it was noted as a whole', async () => {
    let lost = true
    const store = storeThatLoses(memoryStore(new TestClock()), (key) => lost && key.startsWith('left:'))
    const there = await world({ store })
    const { machine, another, run, clock } = there
    const meeting = await run(machine.create({ expireWhenLastUserLeftMinutes: 3 }))
    await run(machine.join(meeting, 'ada'))
    expect(await run(failure(machine.leave(meeting, 'ada')))).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
    })
    lost = false
    expect(await run(another().leave(meeting, 'ada'))).toBe('done')
    await clock.advance(MINUTE)
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 1 })
    expect(people(there)).toEqual([])
    // Saying so once more does not make it later.
    await clock.advance(2 * MINUTE)
    expect((await run(machine.sweep(meeting))).meeting).toBe('ended')
  })

  it('are given free by the second call where no grace is configured and the first one failed', async () => {
    const there = await world({ config: { seatGraceMs: 0 } })
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    simulator.throwNext('DeleteAttendee', 'ForbiddenException')
    expect(await run(failure(machine.leave(meeting, 'ada')))).toMatchObject({ effect: 'unknown' })
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    expect(people(there)).toEqual([])
  })

  it('are not taken from somebody who comes back while they are being given free at once', async () => {
    const rateLimit = { perSecond: 1, burst: 1 }
    const there = await world({ config: { seatGraceMs: 0, rateLimit } })
    const { machine, another, run, simulator } = there
    const meeting = await run(machine.create())
    for (const id of ['ada', 'grace']) await run(machine.join(meeting, id))
    // After this one, the next deletion waits for a second.
    await run(machine.leave(meeting, 'grace'))
    const leaving = machine.leave(meeting, 'ada')
    await until(() => there.clock.nextInMs === 1_000)
    const { Attendee } = await another().join(meeting, 'ada')
    await run(leaving)
    const seats = simulator.meetings()[0]?.attendees.map(({ attendeeId }) => attendeeId)
    expect(seats).toEqual([Attendee.AttendeeId])
  })

  it('are those of people who had one', async () => {
    const { machine, run, simulator } = await world()
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada', { device: 'phone' }))
    const calls = simulator.requests.length
    for (const [id, device] of [
      ['ada', undefined],
      ['ada', 'desk'],
      ['grace', 'phone'],
    ] as const)
      expect(await run(machine.leave(meeting, id, device))).toBe('not-found')
    expect(simulator.requests).toHaveLength(calls)
  })

  it('are given free by a join that finds the meeting full', async () => {
    const there = await world()
    const { machine, another, run, clock } = there
    const meeting = await run(machine.create({ maxParticipants: 3 }))
    for (const id of ['ada', 'grace', 'edsger']) await run(machine.join(meeting, id))
    await run(machine.leave(meeting, 'ada'))
    await run(machine.leave(meeting, 'grace'))
    const early = ['u1', 'u2'].map((id) => failure(run(another().join(meeting, id))))
    for (const error of await Promise.all(early)) expect(error).toMatchObject({ code: 'capacity' })
    await clock.advance(MINUTE)
    const [one, two, three] = await run(
      Promise.allSettled(['u1', 'u2', 'u3'].map((id) => machine.join(meeting, id))),
    )
    expect([one?.status, two?.status, three?.status]).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(people(there)).toEqual(['edsger', 'u1', 'u2'])
  })

  it('cost a join that finds the meeting full no request where nobody left', async () => {
    const { machine, run, simulator } = await world()
    const meeting = await run(machine.create({ maxParticipants: 1 }))
    await run(machine.join(meeting, 'ada'))
    expect(await failure(run(machine.join(meeting, 'grace')))).toMatchObject({
      code: 'capacity',
      effect: 'none',
      vendorCode: 'LimitExceededException',
    })
    expect(simulator.callsTo('ListAttendees')).toBe(0)
  })

  it('are given free a few at a time for a join, and the rest by the next sweep', async () => {
    const there = await world()
    const { machine, run, clock } = there
    const meeting = await run(machine.create({ maxParticipants: 30 }))
    const ids = Array.from({ length: 30 }, (_, index) => `user-${index}`)
    await run(Promise.all(ids.map((id) => machine.join(meeting, id))))
    for (const id of ids) await run(machine.leave(meeting, id))
    await clock.advance(MINUTE)
    await run(machine.join(meeting, 'ada'))
    expect(people(there)).toHaveLength(11)
    expect((await run(machine.sweep(meeting))).seatsFreed).toBe(10)
    expect(people(there)).toEqual(['ada'])
  })

  it.each([
    ['just before', 'before'],
    ['just after', 'after'],
  ] as const)(
    'are not given free under somebody who comes back %s that is announced',
    async (_when, order) => {
      const there = await world()
      const { machine, another, run, clock, store: inner } = there
      let comeBack = async (): Promise<void> => undefined
      const store: Store = {
        ...inner,
        set: async (key, value, ttlMs) => {
          const announces = key.startsWith('freeing:')
          if (announces && order === 'before') await comeBack()
          await inner.set(key, value, ttlMs)
          if (announces && order === 'after') await comeBack()
        },
      }
      const meeting = await run(machine.create())
      const before = await run(machine.join(meeting, 'ada'))
      await run(machine.leave(meeting, 'ada'))
      await clock.advance(MINUTE)
      let after = before.Attendee.AttendeeId
      comeBack = async () => {
        after = (await machine.join(meeting, 'ada')).Attendee.AttendeeId
      }
      expect((await another({}, store).sweep(meeting)).seatsFreed).toBe(0)
      // Who comes too late to be seen takes a new seat.
      expect(after === before.Attendee.AttendeeId).toBe(order === 'before')
      const { attendees } = there.simulator.meetings()[0] ?? { attendees: [] }
      expect(attendees.map(({ attendeeId }) => attendeeId)).toEqual([after])
      expect((await run(machine.join(meeting, 'ada'))).Attendee.AttendeeId).toBe(after)
    },
  )

  it('are given free once by sweeps in many places', async () => {
    const { machine, another, run, clock, simulator } = await world()
    const meeting = await run(machine.create())
    const ids = ['ada', 'grace', 'edsger']
    for (const id of ids) await run(machine.join(meeting, id))
    for (const id of ids) await run(machine.leave(meeting, id))
    await clock.advance(MINUTE)
    const others = [machine, another(), another()]
    const sweeps = await run(Promise.all([...others, ...others].map((one) => one.sweep(meeting))))
    const bySweep = sweeps.map(({ seatsFreed }) => seatsFreed)
    // Two sweeps of one process look together, and both tell what came of it.
    expect(bySweep.slice(0, 3).reduce((sum, freed) => sum + freed)).toBe(3)
    expect(simulator.meetings()[0]?.attendees).toEqual([])
  })

  it('do not keep a sweep from noticing that the meeting is gone', async () => {
    const { machine, run, clock, simulator } = await world()
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    simulator.forget(meeting.vendor['meetingId'] ?? '')
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 0 })
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(MINUTE)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'gone', seatsFreed: 0 })
  })

  it('stop holding up a caller who gives up', async () => {
    const { machine, run, clock, simulator } = await world()
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(MINUTE)
    simulator.stage({ kind: 'hang', when: 'ListAttendees' })
    const controller = new AbortController()
    const options = calling({ signal: controller.signal })
    const sweep = failure(freeSeats(machine.parts, meeting.vendor['meetingId'] ?? '', options))
    await clock.advance(1)
    controller.abort()
    expect(await sweep).toMatchObject({ code: 'aborted' })
    await simulator.close()
  })
})
