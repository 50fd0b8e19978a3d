import { describe, expect, it } from 'vitest'
import { createAttendee, createMeeting, refusal, startBench } from './support.js'

const ClientRequestToken = 'class-42_incarnation-1'

describe('request tokens of the Chime simulator', () => {
  it('answer the live meeting again and ignore everything else in the request', async () => {
    const { simulator, client } = await startBench()
    const first = await createMeeting(client, { ClientRequestToken })
    const again = await createMeeting(client, {
      ClientRequestToken,
      ExternalMeetingId: 'another',
      MediaRegion: 'us-west-2',
    })
    expect(again).toEqual(first)
    expect(simulator.created).toBe(1)
  })

  it('make one meeting of simultaneous requests', async () => {
    const { simulator, client } = await startBench()
    const meetings = await Promise.all(
      Array.from({ length: 10 }, () => createMeeting(client, { ClientRequestToken })),
    )
    expect(new Set(meetings.map((meeting) => meeting.MeetingId)).size).toBe(1)
    expect(simulator.created).toBe(1)
  })

  it('answer the dead meeting once it has ended, which only a read reveals', async () => {
    const { simulator, client } = await startBench()
    const first = await createMeeting(client, { ClientRequestToken })
    await client.deleteMeeting({ MeetingId: first.MeetingId })
    const again = await createMeeting(client, { ClientRequestToken })
    expect(again).toEqual(first)
    expect(await refusal(client.getMeeting({ MeetingId: again.MeetingId }))).toMatchObject({
      name: 'NotFoundException',
    })
    expect(simulator.created).toBe(1)
  })

  it('make a new meeting after the end, if the simulator is told so', async () => {
    const { simulator, client, clock } = await startBench({ reusedToken: 'new-meeting' })
    const first = await createMeeting(client, { ClientRequestToken })
    await clock.advance(5 * 60_000)
    const second = await createMeeting(client, { ClientRequestToken })
    const third = await createMeeting(client, { ClientRequestToken })
    expect(second.MeetingId).not.toBe(first.MeetingId)
    expect(third.MeetingId).toBe(second.MeetingId)
    expect(simulator.created).toBe(2)
  })

  it('of a dead meeting bring nobody in with CreateMeetingWithAttendees', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client, { ClientRequestToken })
    await client.deleteMeeting({ MeetingId })
    const answer = await client.createMeetingWithAttendees({
      ClientRequestToken,
      ExternalMeetingId: 'class-42',
      MediaRegion: 'us-east-1',
      Attendees: [{ ExternalUserId: 'ann' }],
    })
    expect(answer.Meeting?.MeetingId).toBe(MeetingId)
    expect(answer.Attendees).toEqual([])
    expect(answer.Errors).toMatchObject([{ ExternalUserId: 'ann', ErrorCode: 'NotFound' }])
  })

  it('of a refused request are not spent', async () => {
    const { client } = await startBench()
    await refusal(createMeeting(client, { ClientRequestToken, MediaRegion: 'nowhere' }))
    const meeting = await createMeeting(client, { ClientRequestToken })
    await createAttendee(client, meeting.MeetingId)
    expect((await client.getMeeting({ MeetingId: meeting.MeetingId })).Meeting).toEqual(meeting)
  })
})
