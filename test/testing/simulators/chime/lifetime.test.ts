import { describe, expect, it } from 'vitest'
import { type Bench, createAttendee, createMeeting, refusal, startBench } from './support.js'

const minute = 60_000
const day = 24 * 60 * minute

async function lives({ client, simulator }: Bench, MeetingId: string): Promise<boolean> {
  const listed = simulator.meetings().some((meeting) => meeting.meetingId === MeetingId)
  const outcome = await client.getMeeting({ MeetingId }).then(
    () => true,
    (error: Error) => {
      if (error.name !== 'NotFoundException') throw error
      return false
    },
  )
  expect(outcome).toBe(listed)
  return outcome
}

describe('lifetimes in the Chime simulator', () => {
  it('end a meeting that nobody joined after five minutes', async () => {
    const bench = await startBench()
    const { MeetingId } = await createMeeting(bench.client)
    await bench.clock.advance(5 * minute - 1)
    expect(await lives(bench, MeetingId)).toBe(true)
    await bench.clock.advance(1)
    expect(await lives(bench, MeetingId)).toBe(false)
  })

  it('are not prolonged by creating attendees or reading', async () => {
    const bench = await startBench()
    const { MeetingId } = await createMeeting(bench.client)
    await bench.clock.advance(4 * minute)
    await createAttendee(bench.client, MeetingId)
    await bench.client.getMeeting({ MeetingId })
    await bench.clock.advance(minute)
    expect(await lives(bench, MeetingId)).toBe(false)
  })

  it('count the five minutes from when the last client left', async () => {
    const bench = await startBench()
    const { client, simulator, clock } = bench
    const { MeetingId: meetingId } = await createMeeting(client)
    const ann = await createAttendee(client, meetingId, 'ann')
    const ben = await createAttendee(client, meetingId, 'ben')
    simulator.connect({ meetingId, joinToken: ann.JoinToken })
    simulator.connect({ meetingId, joinToken: ben.JoinToken })
    await clock.advance(60 * minute)
    simulator.disconnect(meetingId, ann.AttendeeId)
    await clock.advance(60 * minute)
    expect(simulator.meetings()[0]?.attendees.map(({ connected }) => connected)).toEqual([false, true])
    simulator.disconnect(meetingId, ben.AttendeeId)
    simulator.disconnect(meetingId, ben.AttendeeId)
    await clock.advance(5 * minute - 1)
    expect(await lives(bench, meetingId)).toBe(true)
    simulator.disconnect(meetingId, ann.AttendeeId)
    await clock.advance(1)
    expect(await lives(bench, meetingId)).toBe(false)
  })

  it('start anew when a client comes back in time', async () => {
    const bench = await startBench()
    const { client, simulator, clock } = bench
    const { MeetingId: meetingId } = await createMeeting(client)
    const ann = await createAttendee(client, meetingId)
    simulator.connect({ meetingId, joinToken: ann.JoinToken })
    simulator.disconnect(meetingId, ann.AttendeeId)
    await clock.advance(4 * minute)
    simulator.connect({ meetingId, joinToken: ann.JoinToken })
    await clock.advance(60 * minute)
    expect(await lives(bench, meetingId)).toBe(true)
  })

  it('count deleting the last connected attendee as leaving', async () => {
    const bench = await startBench()
    const { client, simulator, clock } = bench
    const { MeetingId: meetingId } = await createMeeting(client)
    const { AttendeeId, JoinToken } = await createAttendee(client, meetingId)
    simulator.connect({ meetingId, joinToken: JoinToken })
    await clock.advance(30 * minute)
    await client.deleteAttendee({ MeetingId: meetingId, AttendeeId })
    await clock.advance(5 * minute - 1)
    expect(await lives(bench, meetingId)).toBe(true)
    await clock.advance(1)
    expect(await lives(bench, meetingId)).toBe(false)
  })

  it('end a meeting after 24 hours, in use or not', async () => {
    const bench = await startBench()
    const { client, simulator, clock } = bench
    const { MeetingId: meetingId } = await createMeeting(client)
    const { JoinToken: joinToken } = await createAttendee(client, meetingId)
    simulator.connect({ meetingId, joinToken })
    await clock.advance(day - 1)
    expect(await lives(bench, meetingId)).toBe(true)
    await clock.advance(1)
    expect(await lives(bench, meetingId)).toBe(false)
    expect(() => simulator.connect({ meetingId, joinToken })).toThrow(/has ended/)
  })

  it('leave no timer behind', async () => {
    const { client, clock } = await startBench()
    await createMeeting(client)
    expect(clock.pending).toBe(0)
  })

  it('let the service end a meeting whenever it likes', async () => {
    const bench = await startBench()
    const { MeetingId } = await createMeeting(bench.client)
    bench.simulator.forget(MeetingId)
    bench.simulator.forget(MeetingId)
    expect(await lives(bench, MeetingId)).toBe(false)
  })

  it('refuse a join token of another meeting', async () => {
    const { client, simulator } = await startBench()
    const first = await createMeeting(client)
    const second = await createMeeting(client)
    const { JoinToken: joinToken } = await createAttendee(client, first.MeetingId)
    expect(() => simulator.connect({ meetingId: second.MeetingId, joinToken })).toThrow(/belongs to nobody/)
  })

  it('tie a replica to its primary, without an idle limit of its own', async () => {
    const bench = await startBench()
    const { client, simulator, clock } = bench
    const { MeetingId: PrimaryMeetingId } = await createMeeting(client)
    const { JoinToken: joinToken } = await createAttendee(client, PrimaryMeetingId)
    simulator.connect({ meetingId: PrimaryMeetingId, joinToken })
    const replica = await createMeeting(client, { PrimaryMeetingId, MediaRegion: 'us-west-2' })
    expect(replica.PrimaryMeetingId).toBe(PrimaryMeetingId)
    await clock.advance(60 * minute)
    expect(await lives(bench, replica.MeetingId)).toBe(true)
    expect(await refusal(createMeeting(client, { PrimaryMeetingId: replica.MeetingId }))).toMatchObject({
      name: 'BadRequestException',
    })
    await client.deleteMeeting({ MeetingId: PrimaryMeetingId })
    expect(await lives(bench, replica.MeetingId)).toBe(false)
  })

  it('end a replica with a primary that times out, at the same moment', async () => {
    const { client, simulator, clock } = await startBench()
    const { MeetingId: PrimaryMeetingId } = await createMeeting(client)
    await clock.advance(4 * minute)
    const replica = await createMeeting(client, { PrimaryMeetingId })
    expect(simulator.meetings()[1]?.primaryMeetingId).toBe(PrimaryMeetingId)
    const { JoinToken: joinToken } = await createAttendee(client, replica.MeetingId)
    simulator.connect({ meetingId: replica.MeetingId, joinToken })
    await clock.advance(minute)
    expect(simulator.meetings()).toEqual([])
  })

  it('let a primary go on when a replica is deleted, which makes room for another', async () => {
    const bench = await startBench({ replicasPerPrimary: 1 })
    const { client } = bench
    const { MeetingId: PrimaryMeetingId } = await createMeeting(client)
    const { MeetingId } = await createMeeting(client, { PrimaryMeetingId })
    expect(await refusal(createMeeting(client, { PrimaryMeetingId }))).toMatchObject({
      name: 'LimitExceededException',
      status: 400,
    })
    await client.deleteMeeting({ MeetingId })
    await createMeeting(client, { PrimaryMeetingId })
    expect(await lives(bench, PrimaryMeetingId)).toBe(true)
  })

  it('allow four replicas of a meeting', async () => {
    const { client } = await startBench()
    const { MeetingId: PrimaryMeetingId } = await createMeeting(client)
    for (let count = 0; count < 4; count += 1) await createMeeting(client, { PrimaryMeetingId })
    expect(await refusal(createMeeting(client, { PrimaryMeetingId }))).toMatchObject({
      name: 'LimitExceededException',
    })
  })
})
