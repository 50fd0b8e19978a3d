import { describe, expect, it } from 'vitest'
import type { SimulatedChimeMeeting } from '../../../../src/testing/simulators/chime/index.js'
import { brokenStore, sessionOf, type World, world } from '../seats/support.js'
import { byRef, failure } from '../setup.js'

const small = { config: { replicas: 2, reservedSeats: 248 } }

const ids = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `user-${from + index}`)

/** How many sit in the meeting itself and in each of its replicas. */
function filled({ simulator }: World): readonly number[] {
  return simulator.meetings().map(({ attendees }) => attendees.length)
}

function primaryOf({ simulator }: World): SimulatedChimeMeeting {
  const [primary] = simulator.meetings()
  if (primary === undefined) throw new Error('there is no meeting')
  return primary
}

describe('large meetings on Chime', () => {
  it('give each of 600 people one seat, from two processes at once, in no more replicas than needed', async () => {
    const there = await world({ config: { replicas: 4 } })
    const { machine, another, run, simulator } = there
    const meeting = await run(machine.create())
    const machines = [machine, another()] as const
    const people = ids(600)
    const sessions = await run(
      Promise.all(people.map((id, index) => machines[index % 2 === 0 ? 0 : 1].join(meeting, id))),
    )
    expect(new Set(sessions.map(({ Attendee }) => Attendee.AttendeeId)).size).toBe(600)
    expect(simulator.created).toBe(3)
    const seated = simulator.meetings().flatMap(({ attendees }) => attendees)
    expect(seated.map(({ externalUserId }) => externalUserId).sort()).toEqual([...people].sort())
    for (const { Meeting, Attendee } of sessions)
      simulator.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken })
    // Everybody comes back to the same seat, through the other process.
    const again = await run(
      Promise.all(people.map((id, index) => machines[index % 2 === 0 ? 1 : 0].join(meeting, id))),
    )
    expect(again.map(({ Attendee }) => Attendee.AttendeeId)).toEqual(
      sessions.map(({ Attendee }) => Attendee.AttendeeId),
    )
    expect(again.map(({ Meeting }) => Meeting)).toEqual(sessions.map(({ Meeting }) => Meeting))
    // And the seats that are reserved are still there.
    expect(filled(there)[0]).toBeLessThanOrEqual(245)
    for (const id of ['m1', 'm2', 'm3', 'm4', 'm5'])
      await run(another().join(meeting, id, { role: 'moderator' }))
    expect(await run(machine.info(meeting, true))).toMatchObject({ seats: { taken: 605, limit: 1_250 } })
  })

  it('let attendees into replicas once the seats less the reserve are taken, and moderators never', async () => {
    const there = await world(small)
    const { machine, run, simulator } = there
    const meeting = await run(machine.create({ media: { region: 'eu-west-1' } }))
    const results = []
    for (const id of ids(3)) results.push(await run(machine.joinResult(meeting, id)))
    const moderator = await run(machine.joinResult(meeting, 'grace', { role: 'moderator' }))
    expect(filled(there)).toEqual([3, 1])
    const [primary, replica] = simulator.meetings()
    expect(replica).toMatchObject({
      primaryMeetingId: primary?.meetingId,
      externalMeetingId: 'class-42',
      mediaRegion: 'eu-west-1',
    })
    expect(sessionOf(moderator).Meeting.PrimaryMeetingId).toBeUndefined()
    const [one, two, three] = results
    expect(one?.warnings).toEqual([])
    expect(two?.warnings).toEqual([])
    expect(three?.warnings).toEqual([
      { code: 'emulated', field: 'role', message: expect.stringContaining('replica') },
    ])
    expect(three && sessionOf(three).Meeting).toMatchObject({
      MeetingId: replica?.meetingId,
      PrimaryMeetingId: primary?.meetingId,
      MediaRegion: 'eu-west-1',
      MediaPlacement: { AudioHostUrl: expect.any(String) },
    })
    const strict = await run(machine.joinResult(meeting, 'u4', { strict: true }))
    expect(strict.warnings).toHaveLength(1)
  })

  it('move on from one replica to the next when it is full, and say capacity when all are', async () => {
    const there = await world({ config: { replicas: 2, reservedSeats: 249 } })
    const { machine, another, run, simulator } = there
    const meeting = await run(machine.create())
    await run(Promise.all(ids(501).map((id) => machine.join(meeting, id))))
    expect(filled(there)).toEqual([1, 250, 250])
    for (const one of [machine, another()])
      expect(await failure(run(one.join(meeting, 'late')))).toMatchObject({
        code: 'capacity',
        effect: 'none',
      })
    const calls = simulator.requests.length
    expect(await failure(run(machine.join(meeting, 'later')))).toMatchObject({ code: 'capacity' })
    expect(simulator.requests).toHaveLength(calls)
    await run(machine.join(meeting, 'grace', { role: 'moderator' }))
    await run(machine.leave(meeting, 'user-300'))
    await there.clock.advance(60_000)
    await run(machine.join(meeting, 'late'))
    expect(filled(there)).toEqual([2, 250, 250])
    expect(simulator.created).toBe(3)
  })

  it('keep the reserve, too, where people trickled in before the rush', async () => {
    const there = await world({ config: { replicas: 2 } })
    const { machine, another, run, clock } = there
    const meeting = await run(machine.create())
    for (const id of ['early-1', 'early-2', 'early-3']) {
      await run(machine.join(meeting, id))
      await clock.advance(6_000)
    }
    const others = [another(), another(), another()]
    const rush = ids(600).map((id, index) =>
      (index % 2 === 0 ? machine : (others[index % 3] ?? machine)).join(meeting, id),
    )
    await run(Promise.all(rush))
    expect(filled(there)[0]).toBeGreaterThanOrEqual(230)
    expect(filled(there)[0]).toBeLessThanOrEqual(246)
  })

  it('take seats in the meeting itself that are given free while everything is full', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 248 } })
    const { machine, run, clock } = there
    const meeting = await run(machine.create({ maxParticipants: 260 }))
    for (const id of ids(12)) await run(machine.join(meeting, id))
    expect(filled(there)).toEqual([2, 10])
    await run(machine.leave(meeting, 'user-0'))
    await clock.advance(60_000)
    const { Meeting } = await run(machine.join(meeting, 'late'))
    expect(Meeting.PrimaryMeetingId).toBeUndefined()
    expect(filled(there)).toEqual([2, 10])
  })

  it('have as many seats in all as were asked for', async () => {
    const there = await world({ config: { replicas: 4, reservedSeats: 249 } })
    const { machine, run, simulator } = there
    const meeting = await run(machine.create({ maxParticipants: 520, locks: { camera: true } }))
    await run(Promise.all(ids(271).map((id) => machine.join(meeting, id))))
    expect(await failure(run(machine.join(meeting, 'late')))).toMatchObject({ code: 'capacity' })
    expect(filled(there)).toEqual([1, 250, 20])
    expect(simulator.meetings().map(({ features }) => features?.Attendee?.MaxCount)).toEqual([250, 250, 20])
    expect(await run(machine.info(meeting, true))).toMatchObject({
      maxParticipants: 520,
      seats: { taken: 271, limit: 520 },
      providerData: {
        Replicas: simulator
          .meetings()
          .slice(1)
          .map(({ meetingId }) => meetingId),
      },
    })
    const [, { attendees } = { attendees: [] }] = simulator.meetings()
    expect(attendees[0]?.capabilities.Video).toBe('Receive')
  })

  it.each([
    ['that are to be small', { maxParticipants: 1 }],
    ['of exactly the seats that one has', { maxParticipants: 250 }],
  ])('are none of those %s: nothing is reserved and nothing counted', async (_which, settings) => {
    const there = await world({ config: { replicas: 4, reservedSeats: 249 } })
    const { machine, run, simulator } = there
    const meeting = await run(machine.create(settings))
    const people = ids(settings.maxParticipants)
    await run(Promise.all(people.map((id) => machine.join(meeting, id))))
    expect(await failure(run(machine.join(meeting, 'late')))).toMatchObject({ code: 'capacity' })
    expect(filled(there)).toEqual([settings.maxParticipants])
    expect(simulator.callsTo('ListAttendees')).toBe(0)
  })

  it('are none without configured replicas', async () => {
    const there = await world()
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    await run(Promise.all(ids(250).map((id) => machine.join(meeting, id))))
    expect(await failure(run(machine.join(meeting, 'late')))).toMatchObject({ code: 'capacity' })
    expect(filled(there)).toEqual([250])
    expect(simulator.callsTo('ListAttendees')).toBe(0)
  })

  it('are none that are replicas themselves', async () => {
    const there = await world(small)
    const { machine, run } = there
    const primary = await run(machine.create())
    const own = { chime: { primaryMeetingId: primary.vendor['meetingId'] ?? '' } }
    const replica = await run(machine.create({ id: 'overflow', key: 'overflow', providerOptions: own }))
    for (const id of ids(5)) await run(machine.join(replica, id))
    expect(filled(there)).toEqual([0, 5])
  })

  it('take over to their replicas what only their create was told', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 249 } })
    const { machine, another, run, simulator } = there
    const sqsQueueArn = 'arn:aws:sqs:us-east-1:111122223333:meetings'
    const meeting = await run(
      machine.create({
        media: { content: 'full-hd' },
        providerOptions: {
          chime: {
            tags: { team: 'a' },
            tenantIds: ['tenant-7'],
            notifications: { sqsQueueArn },
            echoReduction: true,
            mediaPlacementNetworkType: 'DualStack',
          },
        },
      }),
    )
    await run(machine.join(meeting, 'u1'))
    await run(another().join(meeting, 'u2'))
    const [original, copy] = simulator.requests
      .filter(({ call }) => call === 'CreateMeeting')
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    expect(copy).toEqual({
      ...original,
      ClientRequestToken: expect.stringMatching(/^[0-9a-f]{32}$/),
      PrimaryMeetingId: meeting.vendor['meetingId'],
    })
    expect(copy?.['ClientRequestToken']).not.toBe(original?.['ClientRequestToken'])
  })

  it('are known to a process that has only the ref, and no store', async () => {
    const there = await world(small)
    const { machine, another, run, simulator } = there
    const meeting = await run(machine.create())
    for (const id of ids(3)) await run(machine.join(meeting, id))
    const lonely = another({}, brokenStore)
    for (const id of ids(3)) await run(lonely.join(byRef(meeting), id))
    expect(simulator.created).toBe(2)
    expect(filled(there)).toEqual([2, 4])
  })

  it('wait for a replica that another process is about to make', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 249 } })
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'u1'))
    simulator.throwNext('CreateMeeting', 'ConflictException')
    await run(Promise.all(ids(20, 2).map((id) => machine.join(meeting, id))))
    expect(filled(there)).toEqual([1, 20])
    expect(simulator.callsTo('CreateMeeting')).toBe(3)
  })

  it('tell of the account’s limit of replicas, which no patience mends', async () => {
    const there = await world({ config: { replicas: 5, reservedSeats: 249 }, replicasPerPrimary: 1 })
    const { machine, run } = there
    const meeting = await run(machine.create())
    const joins = await run(Promise.allSettled(ids(260).map((id) => machine.join(meeting, id))))
    expect(filled(there)).toEqual([1, 250])
    const refusals = joins.filter((join) => join.status === 'rejected').map(({ reason }) => reason)
    expect(refusals).toHaveLength(9)
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'quota', effect: 'none' })
  })

  it('are gone with their primary, which every call notices', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 249 } })
    const { machine, another, run, simulator } = there
    const meeting = await run(machine.create())
    for (const id of ids(3)) await run(machine.join(meeting, id))
    expect(await run(another().end(meeting))).toEqual({ outcome: 'ended', warnings: [] })
    expect(simulator.meetings()).toEqual([])
    for (const one of [machine, another()])
      for (const id of ['user-0', 'user-2', 'new'])
        expect(await failure(run(one.join(meeting, id)))).toMatchObject({ code: 'not-found', effect: 'none' })
    expect(await failure(run(machine.info(meeting)))).toMatchObject({ code: 'not-found' })
    const second = await run(machine.create())
    await run(machine.join(second, 'u1'))
    await run(machine.end(second))
    // This replica was never made.
    expect(await failure(run(machine.join(second, 'u2')))).toMatchObject({
      code: 'not-found',
      effect: 'none',
    })
  })

  it('go on without a replica that was deleted by hand', async () => {
    const there = await world({ config: { replicas: 2, reservedSeats: 249 } })
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    for (const id of ids(3)) await run(machine.join(meeting, id))
    const [, lost] = simulator.meetings()
    simulator.forget(lost?.meetingId ?? '')
    for (const id of ids(3)) await run(machine.join(meeting, id))
    expect(filled(there)).toEqual([1, 2])
    expect((await run(machine.seats(meeting))).map(({ participantId }) => participantId)).toHaveLength(3)
    expect((await run(machine.info(meeting, true))).seats).toEqual({ taken: 3, limit: 750 })
    await run(machine.leave(meeting, 'user-2'))
    await there.clock.advance(60_000)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 1 })
  })

  it('send somebody out wherever the seat is, and give seats free everywhere', async () => {
    const there = await world({ config: { replicas: 2, reservedSeats: 249 } })
    const { machine, another, run, clock } = there
    const meeting = await run(machine.create())
    for (const id of ids(5)) await run(machine.join(meeting, id))
    expect(await run(another().remove(meeting, 'user-2'))).toBe('done')
    for (const id of ['user-0', 'user-3']) await run(machine.leave(meeting, id))
    await clock.advance(60_000)
    expect(await run(another().sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 2 })
    expect(
      (await run(machine.seats(meeting))).map(({ participantId, replica }) => [participantId, replica]),
    ).toEqual([
      ['user-1', true],
      ['user-4', true],
    ])
    await run(machine.join(meeting, 'u6'))
    expect(filled(there)).toEqual([1, 2])
  })

  it('bring somebody over who joins again as a moderator, and leave no seat behind', async () => {
    const there = await world(small)
    const { machine, run } = there
    const meeting = await run(machine.create({ locks: { camera: true } }))
    for (const id of ids(3)) await run(machine.join(meeting, id))
    await run(machine.promote(meeting, 'user-2'))
    const session = await run(machine.join(meeting, 'user-2', { role: 'moderator' }))
    expect(session.Meeting.PrimaryMeetingId).toBeUndefined()
    expect(session.Attendee.Capabilities?.Video).toBe('SendReceive')
    expect(filled(there)).toEqual([3, 0])
    // And back: the seat in the meeting itself stays.
    const attendee = await run(machine.join(meeting, 'user-2'))
    expect(attendee.Attendee.AttendeeId).toBe(session.Attendee.AttendeeId)
    expect(attendee.Attendee.Capabilities?.Video).toBe('Receive')
  })

  it('do not take a meeting for full that somebody was refused to by mistake', async () => {
    const there = await world(small)
    const { machine, run, simulator } = there
    const meeting = await run(machine.create())
    simulator.throwNext('ListAttendees', 'ForbiddenException')
    expect(await failure(run(machine.join(meeting, 'u1')))).toMatchObject({
      code: 'forbidden',
      effect: 'none',
    })
    simulator.throwNext('CreateAttendee', 'ForbiddenException')
    expect(await failure(run(machine.join(meeting, 'u1')))).toMatchObject({ code: 'forbidden' })
    await run(machine.join(meeting, 'u1'))
    expect(filled(there)).toEqual([1])
  })

  it('free a caller who gives up while a replica is made, which goes on for the others', async () => {
    const there = await world({ config: { replicas: 1, reservedSeats: 249 } })
    const { machine, run, simulator, clock } = there
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'u1'))
    simulator.stage({ kind: 'delay', when: 'CreateMeeting', ms: 100 })
    const controller = new AbortController()
    const gaveUp = failure(machine.join(meeting, 'u2', { signal: controller.signal }))
    const stays = machine.join(meeting, 'u3')
    await clock.advance(50)
    controller.abort()
    expect(await gaveUp).toMatchObject({ code: 'aborted', effect: 'none' })
    await run(stays)
    expect(primaryOf(there).attendees).toHaveLength(1)
    expect(filled(there)).toEqual([1, 1])
  })

  it('count bots neither as people nor as seats of people', async () => {
    const there = await world(small)
    const { machine, run, simulator, clock } = there
    const meeting = await run(machine.create())
    for (const id of ids(3)) await run(machine.join(meeting, id))
    for (const { meetingId } of simulator.meetings()) simulator.addBot(meetingId)
    expect((await run(machine.info(meeting, true))).seats).toEqual({ taken: 3, limit: 750 })
    expect(await run(machine.seats(meeting))).toHaveLength(3)
    for (const id of ids(3)) await run(machine.leave(meeting, id))
    await clock.advance(60_000)
    expect((await run(machine.sweep(meeting))).seatsFreed).toBe(3)
    expect(simulator.meetings().map(({ attendees }) => attendees.map(({ bot }) => bot))).toEqual([
      [true],
      [true],
    ])
  })
})
