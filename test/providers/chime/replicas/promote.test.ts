import { describe, expect, it } from 'vitest'
import { rememberMuted } from '../../../../providers/chime/seats/remember-muted.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import type { ProviderMeeting } from '../../../../src/spec/provider.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { brokenStore, people, sessionOf, storeThatLoses, type World, world } from '../seats/support.js'
import { calling, failure } from '../setup.js'

/** A meeting with one seat for attendees, which `speaker` has; `ada` and `grace` listen. */
async function largeMeeting(
  settings = {},
): Promise<{ readonly there: World; readonly meeting: ProviderMeeting }> {
  const there = await world({ config: { replicas: 1, reservedSeats: 249 } })
  const { machine, run } = there
  const meeting = await run(machine.create(settings))
  for (const id of ['speaker', 'ada', 'grace']) await run(machine.join(meeting, id))
  expect([people(there), people(there, 1)]).toEqual([['speaker'], ['ada', 'grace']])
  return { there, meeting }
}

describe('listeners of a large meeting on Chime', () => {
  it('are heard by a second attendee in the meeting itself, the same one however often they ask', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, another, run, simulator } = there
    const result = await run(machine.promote(meeting, 'ada'))
    expect(result).toMatchObject({ kind: 'sdk', sdk: 'amazon-chime-sdk-js', warnings: [] })
    const { Meeting, Attendee } = sessionOf(result)
    expect(Meeting.MeetingId).toBe(meeting.vendor['meetingId'])
    expect(Meeting.PrimaryMeetingId).toBeUndefined()
    expect(Attendee.ExternalUserId).toBe('ada')
    simulator.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken })
    expect(await run(another().promote(meeting, 'ada'))).toEqual(result)
    const both = await run(
      Promise.all([machine.promote(meeting, 'grace'), machine.promote(meeting, 'grace')]),
    )
    expect(both[0]).toEqual(both[1])
    expect(people(there)).toEqual(['speaker', 'ada', 'grace'])
    expect(people(there, 1)).toEqual(['ada', 'grace'])
    expect(
      (await run(machine.seats(meeting))).filter(({ participantId }) => participantId === 'ada'),
    ).toEqual([
      expect.objectContaining({ replica: false, role: 'attendee' }),
      expect.objectContaining({ replica: true, role: 'attendee' }),
    ])
    // A reload brings back the seat in the replica.
    const reloaded = await run(machine.join(meeting, 'ada'))
    expect(reloaded.Meeting.PrimaryMeetingId).toBe(Meeting.MeetingId)
  })

  it('are heard no more once that is taken back, however often', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, another, run } = there
    await run(machine.promote(meeting, 'ada'))
    for (let time = 0; time < 2; time += 1) expect(await run(another().demote(meeting, 'ada'))).toBe('done')
    expect([people(there), people(there, 1)]).toEqual([['speaker'], ['ada', 'grace']])
    await run(machine.promote(meeting, 'ada'))
    expect(people(there)).toEqual(['speaker', 'ada'])
  })

  it('are told from those who sit in the meeting itself, and from nobody at all', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, run, simulator } = there
    const seat = await run(machine.join(meeting, 'speaker'))
    expect(sessionOf(await run(machine.promote(meeting, 'speaker')))).toEqual(seat)
    expect(await run(machine.demote(meeting, 'speaker'))).toBe('not-found')
    expect(await run(machine.demote(meeting, 'nobody'))).toBe('not-found')
    const calls = simulator.requests.length
    for (const [id, device] of [
      ['nobody', undefined],
      ['ada', 'phone'],
    ] as const)
      expect(await failure(run(machine.promote(meeting, id, device)))).toMatchObject({
        code: 'not-found',
        effect: 'none',
      })
    expect(simulator.requests).toHaveLength(calls)
    expect(people(there)).toEqual(['speaker'])
  })

  it('are heard no more where the store has lost that they were promoted', async () => {
    let lost = true
    const memory = memoryStore(new TestClock())
    const store = storeThatLoses(memory, (_key, value) => lost && value.includes('promotedId'))
    const there = await world({ config: { replicas: 1, reservedSeats: 249 }, store })
    const { machine, another, run } = there
    const meeting = await run(machine.create())
    for (const id of ['speaker', 'ada']) await run(machine.join(meeting, id))
    // Twice, because the store does not know of the first time.
    for (let time = 0; time < 2; time += 1) await run(machine.promote(meeting, 'ada'))
    expect(people(there)).toEqual(['speaker', 'ada', 'ada'])
    lost = false
    expect(await run(another().demote(meeting, 'ada'))).toBe('done')
    expect([people(there), people(there, 1)]).toEqual([['speaker'], ['ada']])
    await run(machine.promote(meeting, 'ada'))
    expect(await run(another({}, memoryStore(new TestClock())).demote(meeting, 'speaker'))).toBe('not-found')
    expect(people(there)).toEqual(['speaker', 'ada'])
  })

  it('are promoted a device at a time, and taken back on all', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, run } = there
    await run(machine.join(meeting, 'ada', { device: 'phone' }))
    await run(machine.promote(meeting, 'ada', 'phone'))
    await run(machine.promote(meeting, 'ada'))
    expect(people(there)).toEqual(['speaker', 'ada.phone', 'ada'])
    expect(await run(machine.demote(meeting, 'ada'))).toBe('done')
    expect(people(there)).toEqual(['speaker'])
  })

  it('are given a new attendee where the first one is gone', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, run, simulator } = there
    const first = sessionOf(await run(machine.promote(meeting, 'ada')))
    const lost = { MeetingId: first.Meeting.MeetingId, AttendeeId: first.Attendee.AttendeeId }
    await run(machine.parts.api.call('DeleteAttendee', lost, calling()))
    const second = sessionOf(await run(machine.promote(meeting, 'ada')))
    expect(second.Attendee.AttendeeId).not.toBe(first.Attendee.AttendeeId)
    simulator.forget(first.Meeting.MeetingId)
    expect(await failure(run(machine.promote(meeting, 'ada')))).toMatchObject({ code: 'not-found' })
  })

  it('keep it where their seat in the replica is made anew', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, run } = there
    const promoted = await run(machine.promote(meeting, 'ada'))
    const [seat] = (await run(machine.seats(meeting))).filter(({ externalUserId, replica }) => {
      return replica && externalUserId === 'ada'
    })
    const lost = { MeetingId: seat?.meetingId ?? '', AttendeeId: seat?.attendeeId ?? '' }
    await run(machine.parts.api.call('DeleteAttendee', lost, calling()))
    await run(machine.join(meeting, 'ada'))
    expect(await run(machine.promote(meeting, 'ada'))).toEqual(promoted)
    expect([people(there), people(there, 1)]).toEqual([
      ['speaker', 'ada'],
      ['grace', 'ada'],
    ])
  })

  it('say so where a lock or a mute keeps them from being heard', async () => {
    const { there, meeting } = await largeMeeting({ locks: { microphone: true } })
    const { machine, run } = there
    const locked = await run(machine.promote(meeting, 'ada'))
    expect(locked.warnings).toMatchObject([{ code: 'not-applied' }])
    expect(sessionOf(locked).Attendee.Capabilities?.Audio).toBe('Receive')
    const free = { ...meeting, settings: { ...meeting.settings, locks: {} } }
    expect((await run(machine.promote(free, 'ada'))).warnings).toEqual([])
    for (const seat of await run(machine.seats(meeting))) await rememberMuted(machine.parts, seat, true)
    expect((await run(machine.promote(free, 'ada'))).warnings).toMatchObject([{ code: 'not-applied' }])
  })

  it('lose both seats once they have left, or are sent out', async () => {
    const { there, meeting } = await largeMeeting()
    const { machine, another, run, clock } = there
    for (const id of ['ada', 'grace']) await run(machine.promote(meeting, id))
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(60_000)
    expect((await run(another().sweep(meeting))).seatsFreed).toBe(2)
    expect([people(there), people(there, 1)]).toEqual([['speaker', 'grace'], ['grace']])
    expect(await run(another().remove(meeting, 'grace'))).toBe('done')
    expect([people(there), people(there, 1)]).toEqual([['speaker'], []])
  })

  it('lose both at once where no grace is configured', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 249, seatGraceMs: 0 } })
    const { machine, run } = there
    const meeting = await run(machine.create())
    for (const id of ['speaker', 'ada']) await run(machine.join(meeting, id))
    await run(machine.promote(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    expect([people(there), people(there, 1)]).toEqual([['speaker'], []])
  })

  it('use the reserve, and find it full one day', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 1 } })
    const { machine, run } = there
    const meeting = await run(machine.create())
    const ids = Array.from({ length: 252 }, (_, index) => `user-${index}`)
    await run(Promise.all(ids.map((id) => machine.join(meeting, id))))
    expect([people(there).length, people(there, 1).length]).toEqual([249, 3])
    const [one = '', two = ''] = people(there, 1)
    await run(machine.promote(meeting, one))
    expect(await failure(run(machine.promote(meeting, two)))).toMatchObject({ code: 'capacity' })
    await run(machine.demote(meeting, one))
    await run(machine.promote(meeting, two))
    expect(people(there)).toHaveLength(250)
  })

  it('cannot be promoted while the store is down, and are told so', async () => {
    const { there, meeting } = await largeMeeting()
    const { another, run } = there
    const machine = another({}, brokenStore)
    const down = { code: 'unavailable', effect: 'none' }
    expect(await failure(run(machine.promote(meeting, 'ada')))).toMatchObject(down)
    expect(await failure(run(machine.demote(meeting, 'ada')))).toMatchObject(down)
  })
})
