import { describe, expect, it } from 'vitest'
import { createAttendee, createMeeting, nobody, refusal, startBench } from './support.js'

const minute = 60_000
const botName = expect.stringMatching(/^aws:MediaPipeline-[0-9a-f-]{36}$/)

describe('bots of media pipelines in the Chime simulator', () => {
  it('come and go as attendees, and are told of', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { attendeeId } = simulator.addBot(MeetingId)
    expect(simulator.meetings()[0]?.attendees).toMatchObject([
      { attendeeId, externalUserId: botName, connected: true, bot: true },
    ])
    simulator.removeBot(MeetingId, attendeeId)
    simulator.removeBot(MeetingId, attendeeId)
    simulator.removeBot(nobody, attendeeId)
    expect(simulator.meetings()[0]?.attendees).toEqual([])
    expect(simulator.events.slice(1).map(({ detail }) => detail)).toMatchObject(
      ['Added', 'Authorized', 'Joined', 'Deleted', 'Left'].map((what) => ({
        eventType: `chime:Attendee${what}`,
        attendeeId,
        externalUserId: botName,
      })),
    )
  })

  it('take a seat', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client, { MeetingFeatures: { Attendee: { MaxCount: 1 } } })
    const { attendeeId } = simulator.addBot(MeetingId)
    expect((await refusal(createAttendee(client, MeetingId))).name).toBe('LimitExceededException')
    expect(() => simulator.addBot(MeetingId)).toThrow(/no free seat/)
    simulator.removeBot(MeetingId, attendeeId)
    await createAttendee(client, MeetingId)
  })

  it('do not go into meetings that are over, nor out as somebody else', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { AttendeeId } = await createAttendee(client, MeetingId)
    simulator.removeBot(MeetingId, AttendeeId)
    expect(simulator.meetings()[0]?.attendees).toHaveLength(1)
    simulator.forget(MeetingId)
    expect(() => simulator.addBot(MeetingId)).toThrow(/has ended or never was/)
  })

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])('show in lists with the option at %s: %s', async (botsListed, shown) => {
    const { simulator, client } = await startBench(botsListed === undefined ? {} : { botsListed })
    const { MeetingId } = await createMeeting(client)
    const { attendeeId } = simulator.addBot(MeetingId)
    await createAttendee(client, MeetingId)
    const { Attendees = [] } = await client.listAttendees({ MeetingId })
    expect(Attendees.map((attendee) => attendee.AttendeeId === attendeeId)).toEqual(
      shown ? [true, false] : [false],
    )
  })

  it('keep their capabilities when those of everybody change', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    simulator.addBot(MeetingId)
    await createAttendee(client, MeetingId)
    await client.batchUpdateAttendeeCapabilitiesExcept({
      MeetingId,
      ExcludedAttendeeIds: [{ AttendeeId: nobody }],
      Capabilities: { Audio: 'None', Video: 'None', Content: 'None' },
    })
    expect(simulator.meetings()[0]?.attendees.map(({ capabilities }) => capabilities.Audio)).toEqual([
      'SendReceive',
      'None',
    ])
  })

  it.each([
    [undefined, 5],
    [false, 5],
    [true, 24 * 60],
  ])('with the option at %s let a meeting with nobody else go on for %i minutes', async (keep, minutes) => {
    const { simulator, client, clock } = await startBench(
      keep === undefined ? {} : { botsKeepMeetings: keep },
    )
    const { MeetingId } = await createMeeting(client)
    simulator.addBot(MeetingId)
    await clock.advance(minutes * minute - 1)
    expect(simulator.meetings()).toHaveLength(1)
    await clock.advance(1)
    expect(simulator.meetings()).toEqual([])
  })

  it('do not prolong the idle time by leaving', async () => {
    const { simulator, client, clock } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { attendeeId } = simulator.addBot(MeetingId)
    await clock.advance(4 * minute)
    simulator.removeBot(MeetingId, attendeeId)
    await clock.advance(minute)
    expect(simulator.meetings()).toEqual([])
  })
})

describe('what the Chime simulator offers media pipelines', () => {
  it('finds a live meeting by its ARN, of either form', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId, MeetingArn = '' } = await createMeeting(client)
    const found = { meetingId: MeetingId, externalMeetingId: 'class-42', mediaRegion: 'eu-central-1' }
    const older = `arn:aws:chime::111122223333:meeting:${MeetingId}`
    expect(simulator.meetingByArn(MeetingArn)).toEqual(found)
    expect(simulator.meetingByArn(older)).toEqual(found)
    for (const arn of [MeetingId, MeetingArn.replace('us-east-1', 'us-west-2'), `${MeetingArn}/x`, '']) {
      expect(simulator.meetingByArn(arn)).toBeUndefined()
    }
    simulator.forget(MeetingId)
    expect(simulator.meetingByArn(MeetingArn)).toBeUndefined()
    expect(simulator.meetingByArn(older)).toBeUndefined()
  })

  it('emits events of pipelines, also after the meeting', async () => {
    const { simulator, client, clock } = await startBench()
    const { MeetingId: meetingId } = await createMeeting(client)
    const mediaPipelineId = '77777777-8888-9999-aaaa-bbbbbbbbbbbb'
    simulator.emitPipelineEvent({
      eventType: 'chime:MediaPipelineInProgress',
      meetingId,
      mediaPipelineId,
    })
    await client.deleteMeeting({ MeetingId: meetingId })
    await clock.advance(minute)
    simulator.emitPipelineEvent({ eventType: 'chime:MediaPipelineDeleted', meetingId, mediaPipelineId })
    const [, running, ended, deleted] = simulator.events
    const detail = {
      version: '0',
      meetingId,
      externalMeetingId: 'class-42',
      mediaPipelineId,
      mediaRegion: 'eu-central-1',
    }
    expect(running).toMatchObject({ detailType: 'Chime Media Pipeline State Change' })
    expect(running?.detail).toEqual({
      ...detail,
      eventType: 'chime:MediaPipelineInProgress',
      timestamp: clock.now() - minute,
    })
    expect(ended?.detailType).toBe('Chime Meeting State Change')
    expect(deleted?.detail).toEqual({
      ...detail,
      eventType: 'chime:MediaPipelineDeleted',
      timestamp: clock.now(),
    })
  })

  it('emits nothing that is no event of a pipeline or of no meeting', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId: meetingId } = await createMeeting(client)
    const mediaPipelineId = nobody
    const wrong = { eventType: 'chime:MeetingEnded', meetingId, mediaPipelineId }
    expect(() => simulator.emitPipelineEvent(wrong)).toThrow(/no event of a media pipeline/)
    const nowhere = { eventType: 'chime:MediaPipelineDeleted', meetingId: nobody, mediaPipelineId }
    expect(() => simulator.emitPipelineEvent(nowhere)).toThrow(/never was/)
    expect(simulator.events).toHaveLength(1)
  })

  it('says which meetings end, sets no timer for it, and stops when asked', async () => {
    const { simulator, client, clock } = await startBench()
    const ended: string[] = []
    const stop = simulator.onMeetingEnded((meetingId) => ended.push(meetingId))
    const first = await createMeeting(client)
    const second = await createMeeting(client)
    expect(clock.pending).toBe(0)
    await client.deleteMeeting({ MeetingId: second.MeetingId })
    expect(ended).toEqual([second.MeetingId])
    await clock.advance(5 * minute)
    expect(simulator.meetings()).toEqual([])
    expect(ended).toEqual([second.MeetingId, first.MeetingId])
    stop()
    await client.deleteMeeting({ MeetingId: (await createMeeting(client)).MeetingId })
    expect(ended).toHaveLength(2)
  })
})
