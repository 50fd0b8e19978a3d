import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import { failure, until } from '../setup.js'
import { brokenStore, people, silentStore, world } from './support.js'

const all = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' }

describe('seats on Chime', () => {
  it('are found again by the same person and device, however often the page is reloaded', async () => {
    const there = await world()
    const { simulator, machine, another, run } = there
    const meeting = await run(machine.create({ maxParticipants: 2 }))
    const phone = await run(machine.join(meeting, 'ada', { device: 'phone' }))
    const desk = await run(machine.join(meeting, 'ada', { device: 'desk' }))
    expect(phone.Attendee.AttendeeId).not.toBe(desk.Attendee.AttendeeId)
    const machines = [machine, another(), another()]
    for (let time = 0; time < 250; time += 1) {
      const reloaded = machines[time % 3]?.join(meeting, 'ada', { device: 'phone' })
      expect((await run(reloaded ?? Promise.reject(new Error('no machine')))).Attendee).toEqual(
        phone.Attendee,
      )
    }
    expect(people(there)).toEqual(['ada.phone', 'ada.desk'])
    expect(simulator.callsTo('CreateAttendee')).toBe(2)
    expect(await failure(run(machine.join(meeting, 'grace')))).toMatchObject({ code: 'capacity' })
  })

  it('are one for each person without a device', async () => {
    const there = await world()
    const { machine, run } = there
    const meeting = await run(machine.create())
    const first = await run(machine.join(meeting, 'ada'))
    const second = await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'ada', { device: 'phone' }))
    expect(second).toEqual(first)
    expect(people(there)).toEqual(['ada', 'ada.phone'])
  })

  it('are taken once by joins at the same moment, each with the permissions that it asked for', async () => {
    const there = await world()
    const { machine, run, simulator } = there
    const meeting = await run(machine.create({ locks: { camera: true } }))
    const roles = ['attendee', 'attendee', 'moderator', 'moderator', 'attendee'] as const
    const sessions = await run(Promise.all(roles.map((role) => machine.join(meeting, 'ada', { role }))))
    expect(new Set(sessions.map(({ Attendee }) => Attendee.AttendeeId)).size).toBe(1)
    expect(sessions.map(({ Attendee }) => Attendee.Capabilities?.Video)).toEqual([
      'Receive',
      'Receive',
      'SendReceive',
      'SendReceive',
      'Receive',
    ])
    expect(people(there)).toEqual(['ada'])
    expect(simulator.meetings()[0]?.attendees[0]?.capabilities.Video).toBe('Receive')
    expect(simulator.callsTo('GetAttendee')).toBe(2)
  })

  it.each(['new-attendee', 'same-attendee'] as const)(
    'are taken once by two processes of which one is a moment later, where Chime makes a %s',
    async (repeatedUser) => {
      const there = await world({ repeatedUser })
      const { machine, another, run, simulator } = there
      const meeting = await run(machine.create())
      simulator.stage({ kind: 'delay', when: 'CreateAttendee', ms: 50 })
      const late = machine.join(meeting, 'ada')
      await until(() => simulator.callsTo('CreateAttendee') === 1)
      const early = await run(another().join(meeting, 'ada'))
      expect((await run(late)).Attendee).toEqual(early.Attendee)
      expect(people(there)).toEqual(['ada'])
    },
  )

  it('leave nobody waiting for somebody who gave up', async () => {
    const there = await world()
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    simulator.stage({ kind: 'hang', when: 'CreateAttendee' })
    const [first, second] = [new AbortController(), new AbortController()]
    const gaveUp = failure(machine.join(meeting, 'ada', { signal: first.signal }))
    await until(() => simulator.callsTo('CreateAttendee') === 1)
    const waited = failure(machine.join(meeting, 'ada', { signal: second.signal }))
    const third = machine.join(meeting, 'ada')
    second.abort()
    expect(await waited).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(simulator.callsTo('CreateAttendee')).toBe(1)
    first.abort()
    expect(await gaveUp).toMatchObject({ code: 'aborted', effect: 'unknown' })
    expect((await run(third)).Attendee.ExternalUserId).toBe('ada')
    await simulator.close()
  })

  it('give the permissions of today to whoever comes back', async () => {
    const { machine, another, run, simulator } = await world()
    const meeting = await run(machine.create())
    const before = await run(machine.join(meeting, 'ada'))
    expect(before.Attendee.Capabilities).toEqual(all)
    const locked = { ...meeting, settings: { ...meeting.settings, locks: { microphone: true } } }
    const after = await run(another().join(locked, 'ada'))
    expect(after.Attendee).toEqual({ ...before.Attendee, Capabilities: { ...all, Audio: 'Receive' } })
    expect(simulator.meetings()[0]?.attendees[0]?.capabilities.Audio).toBe('Receive')
    simulator.throwNext('UpdateAttendeeCapabilities', 'ConflictException')
    const moderator = await run(machine.join(locked, 'ada', { role: 'moderator' }))
    expect(moderator.Attendee).toEqual(before.Attendee)
    simulator.throwNext('UpdateAttendeeCapabilities', 'ForbiddenException')
    expect(await failure(run(machine.join(locked, 'ada')))).toMatchObject({
      code: 'forbidden',
      effect: 'none',
    })
  })

  it('are given up where Chime’s default has to come back that cannot be asked for', async () => {
    const there = await world()
    const { machine, run } = there
    const meeting = await run(machine.create({ media: { video: 'off' } }))
    const before = await run(machine.join(meeting, 'ada'))
    const locked = { ...meeting, settings: { ...meeting.settings, locks: { microphone: true } } }
    const muted = await run(machine.join(locked, 'ada'))
    expect(muted.Attendee.AttendeeId).toBe(before.Attendee.AttendeeId)
    expect(muted.Attendee.Capabilities).toEqual({ Audio: 'Receive', Video: 'None', Content: 'None' })
    const free = await run(machine.join(meeting, 'ada'))
    expect(free.Attendee.Capabilities).toEqual(before.Attendee.Capabilities)
    expect(people(there)).toEqual(['ada'])
  })

  it('are made anew where Chime has deleted the attendee, and are not where it has ended the meeting', async () => {
    const there = await world()
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    const before = await run(machine.join(meeting, 'ada'))
    expect(await run(machine.remove(meeting, 'ada'))).toBe('done')
    const after = await run(machine.join(meeting, 'ada'))
    expect(after.Attendee.AttendeeId).not.toBe(before.Attendee.AttendeeId)
    expect(people(there)).toEqual(['ada'])
    simulator.forget(meeting.vendor['meetingId'] ?? '')
    expect(await failure(run(machine.join(meeting, 'ada')))).toMatchObject({
      code: 'not-found',
      effect: 'none',
    })
  })

  it.each([
    ['fails', brokenStore],
    ['never answers', silentStore],
  ])('are new ones where the store %s, and nothing else is wrong', async (_how, store) => {
    const there = await world({ store })
    const { machine, run } = there
    const meeting = await run(machine.create())
    const [one, two] = [await run(machine.join(meeting, 'ada')), await run(machine.join(meeting, 'ada'))]
    expect(one.Attendee.AttendeeId).not.toBe(two.Attendee.AttendeeId)
    expect(await run(machine.info(meeting, true))).toMatchObject({ seats: { taken: 2, limit: 250 } })
    expect((await run(machine.seats(meeting))).map(({ role }) => role)).toEqual([undefined, undefined])
    expect(await failure(run(machine.leave(meeting, 'ada')))).toMatchObject({
      code: 'unavailable',
      retryable: true,
      effect: 'none',
    })
    expect(await run(machine.remove(meeting, 'ada'))).toBe('done')
    expect(people(there)).toEqual([])
  })

  it('are found by a list of all where many come back at once', async () => {
    const { machine, run, simulator } = await world()
    const meeting = await run(machine.create())
    const ids = Array.from({ length: 200 }, (_, index) => `user-${index}`)
    const joinAll = () => run(Promise.all(ids.map((id) => machine.join(meeting, id))))
    const before = await joinAll()
    const calls = simulator.requests.length
    expect(await joinAll()).toEqual(before)
    expect(simulator.requests.slice(calls).map(({ call }) => call)).toEqual([
      'ListAttendees',
      'ListAttendees',
    ])
    // Nobody reads on who has found everybody.
    await run(Promise.all(ids.slice(0, 4).map((id) => machine.join(meeting, id))))
    expect(simulator.callsTo('ListAttendees')).toBe(3)
    simulator.throwNext('ListAttendees', 'ForbiddenException')
    const refused = await run(Promise.allSettled(ids.slice(0, 4).map((id) => machine.join(meeting, id))))
    for (const outcome of refused)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'forbidden', effect: 'none' } })
    simulator.forget(meeting.vendor['meetingId'] ?? '')
    const gone = await run(Promise.allSettled(ids.slice(0, 4).map((id) => machine.join(meeting, id))))
    for (const outcome of gone)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
  })

  it('are given although the store does not answer, also in a meeting that is known by its ref only', async () => {
    const { machine, another, clock, run } = await world()
    const { notes: _notes, ...meeting } = await run(machine.create())
    const session = await clock.settle(another({}, silentStore).join(meeting, 'ada'), 20_000)
    expect(session.Attendee.ExternalUserId).toBe('ada')
    expect(clock.pending).toBe(0)
  })

  it('keep join tokens out of the store', async () => {
    const { machine, run, simulator, store } = await world({ config: { replicas: 1, reservedSeats: 249 } })
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'grace'))
    await run(machine.promote(meeting, 'grace'))
    await run(machine.leave(meeting, 'ada'))
    const lines: string[] = []
    for await (const key of store.keys('')) lines.push(key, (await store.get(key)) ?? '')
    expect(lines.join()).toContain('promotedId')
    for (const { attendees } of simulator.meetings())
      for (const { joinToken } of attendees) expect(lines.join('\n')).not.toContain(joinToken)
  })

  it('are listed with whom they are for, and without bots', async () => {
    const { machine, another, run, simulator, clock } = await world()
    const meeting = await run(machine.create())
    const meetingId = meeting.vendor['meetingId'] ?? ''
    await run(machine.join(meeting, 'ada', { device: 'phone', role: 'moderator' }))
    await run(machine.join(meeting, 'grace'))
    simulator.addBot(meetingId)
    const seats = await run(machine.seats(meeting))
    expect(seats).toEqual([
      {
        participantId: 'ada',
        device: 'phone',
        externalUserId: 'ada.phone',
        role: 'moderator',
        attendeeId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        meetingId,
        primaryId: meetingId,
        capabilities: all,
        replica: false,
      },
      expect.objectContaining({ participantId: 'grace', role: 'attendee' }),
    ])
    const forgetful = another({}, memoryStore(clock))
    expect((await run(forgetful.seats(meeting))).map(({ role }) => role)).toEqual([undefined, undefined])
    expect(await run(machine.info(meeting, true))).toMatchObject({ seats: { taken: 2, limit: 250 } })
    expect(await run(machine.info(meeting))).not.toHaveProperty('seats')
    simulator.forget(meetingId)
    expect(await failure(run(machine.seats(meeting)))).toMatchObject({ code: 'not-found', effect: 'none' })
  })

  it('are taken away on all devices from somebody who is sent out, and from nobody else', async () => {
    const there = await world()
    const { machine, another, run } = there
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada', { device: 'phone' }))
    await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'ada-2'))
    expect(await run(another().remove(meeting, 'ada'))).toBe('done')
    expect(people(there)).toEqual(['ada-2'])
    expect(await run(another().remove(meeting, 'ada'))).toBe('not-found')
    expect(await run(machine.leave(meeting, 'ada'))).toBe('done')
    await run(machine.join(meeting, 'ada'))
    expect(people(there)).toEqual(['ada-2', 'ada'])
  })
})
