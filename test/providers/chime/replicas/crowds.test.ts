import { describe, expect, it } from 'vitest'
import { world } from '../seats/support.js'
import { calling, failure } from '../setup.js'

describe('a crowd at a large meeting on Chime', () => {
  it('comes in although it takes Chime longer to list the seats than a count of them is trusted', async () => {
    const { machine, simulator, clock } = await world({ config: { replicas: 1 } })
    const meeting = await machine.create()
    const times = Number.POSITIVE_INFINITY
    simulator.stage({ kind: 'delay', ms: 6_000, when: 'ListAttendees', times })
    const joins = Promise.all(['ada', 'grace'].map((id) => machine.join(meeting, id)))
    expect(await clock.settle(joins, 20_000)).toHaveLength(2)
    expect(simulator.callsTo('ListAttendees')).toBe(1)
  })

  it('does not fail for the one in it who has no time', async () => {
    const rateLimit = { perSecond: 1, burst: 1 }
    const { machine, run } = await world({ config: { replicas: 1, rateLimit } })
    const meeting = await run(machine.create())
    // The next list has to wait for a second.
    await run(machine.seats(meeting))
    const hasty = failure(machine.join(meeting, 'ada', { remainingMs: 100 }))
    const patient = machine.join(meeting, 'grace')
    const [error, session] = await run(Promise.all([hasty, patient]))
    expect(error).toMatchObject({ code: 'rate-limited', effect: 'none' })
    expect(session.Attendee.ExternalUserId).toBe('grace')
  })

  it('does not ask for a replica again and again that the account may not have', async () => {
    const config = { replicas: 5, reservedSeats: 249 }
    const { machine, run, simulator, clock } = await world({ config, replicasPerPrimary: 0 })
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'speaker'))
    const before = simulator.callsTo('CreateMeeting')
    for (let n = 0; n < 5; n += 1)
      expect(await run(failure(machine.join(meeting, `user-${n}`)))).toMatchObject({
        code: 'quota',
        effect: 'none',
      })
    expect(simulator.callsTo('CreateMeeting') - before).toBe(1)
    // Quotas are raised, and other meetings end.
    await clock.advance(10_000)
    expect(await run(failure(machine.join(meeting, 'late')))).toMatchObject({ code: 'quota' })
    expect(simulator.callsTo('CreateMeeting') - before).toBe(2)
    expect(
      await run(
        machine.parts.api.call('ListAttendees', { MeetingId: meeting.vendor['meetingId'] ?? '' }, calling()),
      ),
    ).toMatchObject({ Attendees: [{ ExternalUserId: 'speaker' }] })
  })
})
