import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../../src/memory/memory-store.js'
import type { MeetingSettings } from '../../../src/spec/meeting-settings.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { brokenStore, type Machine, type World, world } from './seats/support.js'
import { byRef, failure } from './setup.js'

const MINUTE = 60_000

/** A meeting that Chime keeps alive because of a bot, so that only the rules under test can end it. */
async function meetingWith(
  settings: MeetingSettings,
  config = {},
): Promise<{ readonly there: World; readonly meeting: ProviderMeeting }> {
  const there = await world({ botsKeepMeetings: true, config })
  const meeting = await there.run(there.machine.create(settings))
  there.simulator.addBot(meeting.vendor['meetingId'] ?? '')
  return { there, meeting }
}

async function expectOpen({ run }: World, machine: Machine, meeting: ProviderMeeting): Promise<void> {
  expect((await run(machine.info(meeting))).status).toBe('open')
  expect((await run(machine.sweep(meeting))).meeting).toBe('open')
}

async function expectOver(
  there: World,
  machine: Machine,
  meeting: ProviderMeeting,
  endedAt: Date,
): Promise<void> {
  const { run, simulator } = there
  const lists = simulator.callsTo('GetMeeting')
  expect(await run(machine.info(meeting))).toEqual({
    status: 'ended',
    endedAt,
    presence: 'none',
    warnings: [],
  })
  expect(simulator.callsTo('GetMeeting')).toBe(lists)
  const made = simulator.callsTo('CreateAttendee')
  const error = await failure(run(machine.join(meeting, 'late')))
  expect(error).toMatchObject({ code: 'not-found', effect: 'none', retryable: false })
  expect(error.message).toContain('time is up')
  expect(await failure(run(machine.promote(meeting, 'ada')))).toMatchObject({ code: 'not-found' })
  expect(simulator.callsTo('CreateAttendee')).toBe(made)
}

describe('durationMinutes on Chime', () => {
  it('ends a meeting for everybody who asks, and by a sweep at the vendor', async () => {
    const { there, meeting } = await meetingWith({ durationMinutes: 60 })
    const { machine, another, run, clock, simulator } = there
    await run(machine.join(meeting, 'ada'))
    await clock.advance(60 * MINUTE - 1)
    await expectOpen(there, machine, meeting)
    await clock.advance(1)
    const endedAt = new Date(clock.now())
    await expectOver(there, machine, meeting, endedAt)
    await expectOver(there, another({}, brokenStore), meeting, endedAt)
    await clock.advance(5 * MINUTE)
    await expectOver(there, machine, meeting, endedAt)
    expect(simulator.meetings()).toHaveLength(1)
    expect(await run(another().sweep(meeting))).toEqual({ meeting: 'ended', seatsFreed: 0 })
    expect(simulator.meetings()).toEqual([])
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'gone', seatsFreed: 0 })
  })

  it('makes end say that it was over, and delete it all the same', async () => {
    const { there, meeting } = await meetingWith({ durationMinutes: 1 })
    const { machine, run, clock, simulator } = there
    await clock.advance(MINUTE)
    for (let time = 0; time < 2; time += 1)
      expect(await run(machine.end(meeting))).toEqual({ outcome: 'already-ended', warnings: [] })
    expect(simulator.meetings()).toEqual([])
  })

  it('counts from the first create, whoever repeats it', async () => {
    const there = await world({ botsKeepMeetings: true })
    const { machine, another, run, clock, simulator } = there
    const request = { durationMinutes: 10, requestToken: 'f'.repeat(32) }
    const first = await run(machine.create(request))
    simulator.addBot(first.vendor['meetingId'] ?? '')
    await clock.advance(4 * MINUTE)
    const again = await run(another().create({ ...request, repeated: true }))
    expect(again.notes).toEqual(first.notes)
    // Where nobody can tell any more, from the repeated one.
    const forgetful = await run(another({}, memoryStore(clock)).create({ ...request, repeated: true }))
    await clock.advance(6 * MINUTE)
    expect((await run(machine.info(again))).status).toBe('ended')
    await expectOpen(there, machine, forgetful)
    await clock.advance(4 * MINUTE)
    expect((await run(machine.info(forgetful))).status).toBe('ended')
  })

  it('is not known of a meeting without a record', async () => {
    const { there, meeting } = await meetingWith({ durationMinutes: 1 })
    await there.clock.advance(2 * MINUTE)
    await expectOpen(there, there.machine, byRef(meeting))
  })
})

describe('expireIfNoUserJoinedMinutes on Chime', () => {
  it('ends a meeting into which nobody was let', async () => {
    const { there, meeting } = await meetingWith({ expireIfNoUserJoinedMinutes: 2 })
    const { machine, run, clock } = there
    await clock.advance(2 * MINUTE - 1)
    await expectOpen(there, machine, meeting)
    await clock.advance(1)
    await expectOver(there, machine, meeting, new Date(clock.now()))
    expect((await run(machine.sweep(meeting))).meeting).toBe('ended')
  })

  it('does not end one into which somebody was let, though everybody left or was sent out since', async () => {
    for (const goes of ['leave', 'remove'] as const) {
      const { there, meeting } = await meetingWith({ expireIfNoUserJoinedMinutes: 2 }, { seatGraceMs: 0 })
      const { machine, another, run, clock } = there
      await run(machine.join(meeting, 'ada'))
      await run(machine[goes](meeting, 'ada'))
      await clock.advance(2 * MINUTE)
      await expectOpen(there, another(), meeting)
      await run(machine.join(meeting, 'grace'))
    }
  })

  it('does not take a meeting for empty because the store forgot, or cannot be asked', async () => {
    const { there, meeting } = await meetingWith({ expireIfNoUserJoinedMinutes: 2 })
    const { machine, another, run, clock } = there
    await run(machine.join(meeting, 'ada'))
    await clock.advance(2 * MINUTE)
    await expectOpen(there, another({}, memoryStore(clock)), meeting)
    const machineWithoutStore = another({}, brokenStore)
    expect((await run(machineWithoutStore.info(meeting))).status).toBe('open')
    await run(machineWithoutStore.join(meeting, 'grace'))
  })
})

describe('expireWhenLastUserLeftMinutes on Chime', () => {
  it('ends a meeting so long after the last one left', async () => {
    const { there, meeting } = await meetingWith({ expireWhenLastUserLeftMinutes: 3 })
    const { machine, another, run, clock } = there
    for (const id of ['ada', 'grace']) await run(machine.join(meeting, id))
    await clock.advance(10 * MINUTE)
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(3 * MINUTE)
    await expectOpen(there, another(), meeting)
    await run(machine.leave(meeting, 'grace'))
    const left = clock.now()
    await clock.advance(3 * MINUTE - 1)
    await expectOpen(there, another(), meeting)
    await clock.advance(6_000)
    await expectOver(there, another(), meeting, new Date(left + 3 * MINUTE))
    expect((await run(machine.sweep(meeting))).meeting).toBe('ended')
  })

  it('does so, too, after a sweep has given the seats free', async () => {
    const { there, meeting } = await meetingWith({ expireWhenLastUserLeftMinutes: 3 })
    const { machine, run, clock } = there
    await run(machine.join(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    const left = clock.now()
    await clock.advance(2 * MINUTE)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 1 })
    await clock.advance(MINUTE)
    await expectOver(there, machine, meeting, new Date(left + 3 * MINUTE))
  })

  it('does so, too, where the last one was sent out', async () => {
    const { there, meeting } = await meetingWith({ expireWhenLastUserLeftMinutes: 3 })
    const { machine, run, clock } = there
    await run(machine.join(meeting, 'ada'))
    await run(machine.remove(meeting, 'ada'))
    const removed = clock.now()
    await clock.advance(3 * MINUTE)
    await expectOver(there, machine, meeting, new Date(removed + 3 * MINUTE))
  })

  it('counts anew when somebody came back', async () => {
    const { there, meeting } = await meetingWith({ expireWhenLastUserLeftMinutes: 3 })
    const { machine, run, clock } = there
    await run(machine.join(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(2 * MINUTE)
    await run(machine.join(meeting, 'ada'))
    await clock.advance(20 * MINUTE)
    await expectOpen(there, machine, meeting)
  })

  it('does not end one in which somebody is of whom the store has forgotten', async () => {
    const { there, meeting } = await meetingWith({ expireWhenLastUserLeftMinutes: 3 })
    const { machine, run, clock, store } = there
    for (const id of ['ada', 'grace']) await run(machine.join(meeting, id))
    await run(machine.leave(meeting, 'ada'))
    await store.delete(`seat:${meeting.vendor['meetingId']}:grace`)
    await clock.advance(3 * MINUTE)
    await expectOpen(there, machine, meeting)
  })

  it('never ends one where it is zero, and knows nothing of people who left without a word', async () => {
    for (const minutes of [0, 3]) {
      const { there, meeting } = await meetingWith({ expireWhenLastUserLeftMinutes: minutes })
      const { machine, run, clock } = there
      await run(machine.join(meeting, 'ada'))
      if (minutes === 0) await run(machine.leave(meeting, 'ada'))
      await clock.advance(60 * MINUTE)
      await expectOpen(there, machine, meeting)
    }
  })

  it('covers replicas', async () => {
    const { there, meeting } = await meetingWith(
      { expireWhenLastUserLeftMinutes: 3 },
      { replicas: 1, reservedSeats: 249 },
    )
    const { machine, run, clock } = there
    for (const id of ['ada', 'grace']) await run(machine.join(meeting, id))
    expect((await run(machine.seats(meeting))).map(({ replica }) => replica)).toEqual([true, true])
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(3 * MINUTE)
    await expectOpen(there, machine, meeting)
    await run(machine.leave(meeting, 'grace'))
    await clock.advance(4 * MINUTE)
    expect((await run(machine.sweep(meeting))).meeting).toBe('ended')
    expect(there.simulator.meetings()).toEqual([])
  })
})

describe('the time limits of a meeting on Chime', () => {
  it('say the earliest end of several', async () => {
    const { there, meeting } = await meetingWith({
      durationMinutes: 60,
      expireIfNoUserJoinedMinutes: 30,
      expireWhenLastUserLeftMinutes: 1,
    })
    const { machine, run, clock } = there
    await run(machine.join(meeting, 'ada'))
    await run(machine.leave(meeting, 'ada'))
    const left = clock.now()
    await clock.advance(90 * MINUTE)
    await expectOver(there, machine, meeting, new Date(left + MINUTE))
  })

  it('cost no request while none can be over', async () => {
    const { there, meeting } = await meetingWith({
      durationMinutes: 60,
      expireIfNoUserJoinedMinutes: 30,
      expireWhenLastUserLeftMinutes: 30,
    })
    const { machine, run, simulator } = there
    const calls = simulator.requests.length
    await run(machine.join(meeting, 'ada'))
    expect(simulator.requests.slice(calls).map(({ call }) => call)).toEqual(['CreateAttendee'])
    await run(machine.sweep(meeting))
    expect(simulator.requests).toHaveLength(calls + 1)
  })

  it('take a meeting that Chime has ended for over', async () => {
    const { there, meeting } = await meetingWith({ expireIfNoUserJoinedMinutes: 2 })
    const { machine, run, clock, simulator } = there
    simulator.forget(meeting.vendor['meetingId'] ?? '')
    await clock.advance(2 * MINUTE)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'gone', seatsFreed: 0 })
  })
})
