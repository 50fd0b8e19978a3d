import { describe, expect, it } from 'vitest'
import type { SimulatedChimeEvent } from '../../../../src/testing/simulators/chime/index.js'
import { type Bench, createAttendee, createMeeting, nobody, startBench } from './support.js'

const listener = { Audio: 'Receive', Video: 'Receive', Content: 'Receive' } as const

/** Types without their prefix, and what tells the attendee. */
function told(events: readonly SimulatedChimeEvent[]): string[] {
  return events.map(({ detail }) => {
    const who = detail.externalUserId === undefined ? '' : ` ${detail.externalUserId}`
    return `${detail.eventType.replace(/^chime:/, '')}${who}`
  })
}

interface Meeting extends Bench {
  readonly meetingId: string
  readonly ann: { readonly attendeeId: string; readonly joinToken: string }
}

/** A meeting with Ann in it; her arrival is left out of what `since` gives. */
async function startMeeting(): Promise<Meeting & { since: () => readonly SimulatedChimeEvent[] }> {
  const bench = await startBench()
  const { MeetingId: meetingId } = await createMeeting(bench.client)
  const { AttendeeId: attendeeId, JoinToken: joinToken } = await createAttendee(bench.client, meetingId)
  bench.simulator.connect({ meetingId, joinToken })
  const before = bench.simulator.events.length
  const since = (): readonly SimulatedChimeEvent[] => bench.simulator.events.slice(before)
  return { ...bench, meetingId, ann: { attendeeId, joinToken }, since }
}

describe('events of the Chime simulator', () => {
  it('tell the life of a meeting in order, each at its time', async () => {
    const { simulator, client, clock } = await startBench()
    const start = clock.now()
    const { MeetingId: meetingId } = await createMeeting(client)
    await clock.advance(1000)
    const { AttendeeId: attendeeId, JoinToken: joinToken } = await createAttendee(client, meetingId)
    await clock.advance(1000)
    simulator.connect({ meetingId, joinToken })
    await clock.advance(1000)
    simulator.disconnect(meetingId, attendeeId)
    await client.deleteAttendee({ MeetingId: meetingId, AttendeeId: attendeeId })
    await client.deleteMeeting({ MeetingId: meetingId })
    const meeting = {
      version: '0',
      meetingId,
      externalMeetingId: 'class-42',
      mediaRegion: 'eu-central-1',
    }
    const ann = { ...meeting, attendeeId, externalUserId: 'ann' }
    const voip = { ...ann, networkType: 'Voip' }
    expect(simulator.events.map(({ detail }) => detail)).toEqual([
      { eventType: 'chime:MeetingStarted', timestamp: start, ...meeting },
      { eventType: 'chime:AttendeeAdded', timestamp: start + 1000, ...ann },
      { eventType: 'chime:AttendeeAuthorized', timestamp: start + 2000, ...ann },
      { eventType: 'chime:AttendeeJoined', timestamp: start + 2000, ...voip },
      { eventType: 'chime:AttendeeLeft', timestamp: start + 3000, ...voip },
      { eventType: 'chime:AttendeeDeleted', timestamp: start + 3000, ...ann },
      { eventType: 'chime:MeetingEnded', timestamp: start + 3000, ...meeting },
    ])
    for (const { detailType, region, deliveries } of simulator.events) {
      expect(detailType).toBe('Chime Meeting State Change')
      expect(region).toBe('us-east-1')
      expect(deliveries).toEqual([{ transport: 'eventbridge' }])
    }
    expect(new Set(simulator.events.map(({ id }) => id)).size).toBe(7)
  })

  it('tell of everybody who is created, one by one', async () => {
    const { simulator, client } = await startBench()
    const people = [{ ExternalUserId: 'ann' }, { ExternalUserId: 'ben' }]
    simulator.failAttendee('ben', { errorCode: 'ServiceFailure', errorMessage: 'no' })
    const { Meeting } = await client.createMeetingWithAttendees({
      ClientRequestToken: 'token-1',
      ExternalMeetingId: 'class-42',
      MediaRegion: 'us-east-1',
      Attendees: people,
    })
    await client.batchCreateAttendee({ MeetingId: Meeting?.MeetingId, Attendees: people })
    expect(told(simulator.events)).toEqual([
      'MeetingStarted',
      'AttendeeAdded ann',
      'AttendeeAdded ann',
      'AttendeeAdded ben',
    ])
  })

  it('tell nothing of what changes nothing', async () => {
    const { simulator, client } = await startBench({ repeatedUser: 'same-attendee' })
    const first = { ClientRequestToken: 'token-1' }
    const { MeetingId } = await createMeeting(client, first)
    await createMeeting(client, first)
    const { AttendeeId } = await createAttendee(client, MeetingId)
    await createAttendee(client, MeetingId)
    simulator.disconnect(MeetingId, AttendeeId)
    simulator.drop(MeetingId, AttendeeId)
    simulator.drop(MeetingId, nobody)
    simulator.stopVideo(MeetingId, AttendeeId)
    simulator.stopContent(MeetingId, AttendeeId)
    await client.getMeeting({ MeetingId })
    await client.listAttendees({ MeetingId })
    expect(told(simulator.events)).toEqual(['MeetingStarted', 'AttendeeAdded ann'])
  })

  it('tell a lost client from one that leaves, and of its return', async () => {
    const { simulator, meetingId, ann, since } = await startMeeting()
    simulator.drop(meetingId, ann.attendeeId)
    simulator.disconnect(meetingId, ann.attendeeId)
    simulator.connect({ meetingId, joinToken: ann.joinToken })
    simulator.connect({ meetingId, joinToken: ann.joinToken })
    simulator.disconnect(meetingId, ann.attendeeId)
    expect(told(since())).toEqual([
      'AttendeeDropped ann',
      'AttendeeAuthorized ann',
      'AttendeeJoined ann',
      'AttendeeAuthorized ann',
      'AttendeeJoined ann',
      'AttendeeLeft ann',
    ])
    expect(since()[0]?.detail.networkType).toBe('Voip')
  })

  it('tell that somebody was thrown out', async () => {
    const { client, meetingId, ann, since } = await startMeeting()
    await client.deleteAttendee({ MeetingId: meetingId, AttendeeId: ann.attendeeId })
    expect(told(since())).toEqual(['AttendeeDeleted ann', 'AttendeeLeft ann'])
  })

  it('tell only the end of a meeting, not of the people in it', async () => {
    const { client, simulator, meetingId, ann, since } = await startMeeting()
    simulator.startVideo(meetingId, ann.attendeeId)
    await client.deleteMeeting({ MeetingId: meetingId })
    expect(told(since())).toEqual(['AttendeeVideoStarted ann', 'MeetingEnded'])
  })

  it('tell of cameras and shares, and stop them with the client', async () => {
    const { simulator, meetingId, ann, since } = await startMeeting()
    simulator.startVideo(meetingId, ann.attendeeId)
    simulator.startVideo(meetingId, ann.attendeeId)
    simulator.stopVideo(meetingId, ann.attendeeId)
    simulator.startVideo(meetingId, ann.attendeeId)
    simulator.shareContent(meetingId, ann.attendeeId)
    simulator.shareContent(meetingId, ann.attendeeId)
    expect(simulator.meetings()[0]?.attendees).toMatchObject([{ video: true, content: true, bot: false }])
    simulator.disconnect(meetingId, ann.attendeeId)
    expect(simulator.meetings()[0]?.attendees).toMatchObject([{ video: false, content: false }])
    const content = { attendeeId: `${ann.attendeeId}#content`, externalUserId: 'ann' }
    expect(since().map(({ detail }) => detail)).toMatchObject([
      { eventType: 'chime:AttendeeVideoStarted', attendeeId: ann.attendeeId },
      { eventType: 'chime:AttendeeVideoStopped', attendeeId: ann.attendeeId },
      { eventType: 'chime:AttendeeVideoStarted', attendeeId: ann.attendeeId },
      { eventType: 'chime:AttendeeContentJoined', networkType: 'Voip', ...content },
      { eventType: 'chime:AttendeeContentVideoStarted', ...content },
      { eventType: 'chime:AttendeeVideoStopped', attendeeId: ann.attendeeId },
      { eventType: 'chime:AttendeeContentVideoStopped', ...content },
      { eventType: 'chime:AttendeeContentLeft', networkType: 'Voip', ...content },
      { eventType: 'chime:AttendeeLeft', networkType: 'Voip', attendeeId: ann.attendeeId },
    ])
  })

  it('tell that a share is lost with its client, and nothing of the camera', async () => {
    const { simulator, meetingId, ann, since } = await startMeeting()
    simulator.startVideo(meetingId, ann.attendeeId)
    simulator.shareContent(meetingId, ann.attendeeId)
    simulator.drop(meetingId, ann.attendeeId)
    expect(told(since()).slice(3)).toEqual(['AttendeeContentDropped ann', 'AttendeeDropped ann'])
    expect(since()[3]?.detail).toMatchObject({
      attendeeId: `${ann.attendeeId}#content`,
      networkType: 'Voip',
    })
  })

  it('tell of capabilities, and of the camera and share that they stop', async () => {
    const { simulator, client, meetingId, ann, since } = await startMeeting()
    await createAttendee(client, meetingId, 'ben')
    simulator.startVideo(meetingId, ann.attendeeId)
    simulator.shareContent(meetingId, ann.attendeeId)
    const change = { MeetingId: meetingId, Capabilities: listener }
    await client.updateAttendeeCapabilities({ ...change, AttendeeId: ann.attendeeId })
    expect(told(since()).slice(4)).toEqual([
      'AttendeeCapabilitiesUpdated ann',
      'AttendeeVideoStopped ann',
      'AttendeeContentVideoStopped ann',
      'AttendeeContentLeft ann',
    ])
    expect(since()[4]?.detail).toMatchObject({
      attendeeId: ann.attendeeId,
      attendeeCapabilities: { audio: 'Receive', video: 'Receive', content: 'Receive' },
      success: '1',
    })
    const before = since().length
    await client.batchUpdateAttendeeCapabilitiesExcept({
      ...change,
      ExcludedAttendeeIds: [{ AttendeeId: ann.attendeeId }],
    })
    expect(told(since()).slice(before)).toEqual(['AttendeeCapabilitiesUpdated ben'])
  })

  it('are not to be had from clients that may not do it', async () => {
    const { simulator, client, meetingId, ann } = await startMeeting()
    const { attendeeId } = ann
    const ben = await createAttendee(client, meetingId, 'ben')
    expect(() => simulator.startVideo(meetingId, ben.AttendeeId)).toThrow(/is not connected/)
    expect(() => simulator.shareContent(meetingId, ben.AttendeeId)).toThrow(/is not connected/)
    expect(() => simulator.startVideo(meetingId, nobody)).toThrow(/is not in the meeting/)
    expect(() => simulator.stopVideo(nobody, attendeeId)).toThrow(/has ended or never was/)
    await client.updateAttendeeCapabilities({
      MeetingId: meetingId,
      AttendeeId: attendeeId,
      Capabilities: listener,
    })
    expect(() => simulator.startVideo(meetingId, attendeeId)).toThrow(/may not send Video/)
    expect(() => simulator.shareContent(meetingId, attendeeId)).toThrow(/may not send Content/)
  })

  it('come from two shares at a time', async () => {
    const { simulator, client, meetingId, ann } = await startMeeting()
    const people = [ann.attendeeId]
    for (const id of ['ben', 'cem']) {
      const { AttendeeId, JoinToken } = await createAttendee(client, meetingId, id)
      simulator.connect({ meetingId, joinToken: JoinToken })
      people.push(AttendeeId)
    }
    const [first = '', second = '', third = ''] = people
    simulator.shareContent(meetingId, first)
    simulator.shareContent(meetingId, second)
    expect(() => simulator.shareContent(meetingId, third)).toThrow(/Only 2 attendees/)
    simulator.stopContent(meetingId, first)
    simulator.shareContent(meetingId, third)
  })
})
