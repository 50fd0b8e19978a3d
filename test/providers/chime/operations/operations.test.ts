import { describe, expect, it } from 'vitest'
import type { ChimeSession } from '../../../../providers/chime/session.js'
import { allOperations, failure, nobody, sendReceive, startBench } from './support.js'

const listener = { Audio: 'Receive', Video: 'Receive', Content: 'Receive' } as const

describe('the operations of Chime', () => {
  it('do what they are for, all sixteen', async () => {
    const { simulator, chime } = await startBench({ region: 'eu-central-1' })
    const { Meeting } = await chime.createMeeting({
      ExternalMeetingId: 'class-42',
      MediaRegion: 'eu-west-1',
      MeetingHostId: 'host',
      TenantIds: ['school'],
      Tags: [{ Key: 'team', Value: 'core' }],
      NotificationsConfiguration: { SqsQueueArn: 'arn:aws:sqs:eu-central-1:111122223333:events' },
      MediaPlacementNetworkType: 'DualStack',
      MeetingFeatures: {
        Audio: { EchoReduction: 'AVAILABLE' },
        Video: { MaxResolution: 'FHD' },
        Content: { MaxResolution: 'UHD' },
        Attendee: { MaxCount: 25 },
      },
    })
    const { MeetingId, MeetingArn = '' } = Meeting
    expect(Meeting).toMatchObject({
      ExternalMeetingId: 'class-42',
      MediaRegion: 'eu-west-1',
      MeetingHostId: 'host',
      TenantIds: ['school'],
      MeetingFeatures: { Attendee: { MaxCount: 25 } },
      MediaPlacement: { SignalingUrl: expect.stringMatching(/^wss:/) },
    })
    expect(await chime.getMeeting({ MeetingId })).toEqual({ Meeting })

    const { Attendee: ada } = await chime.createAttendee({ MeetingId, ExternalUserId: 'ada' })
    const batch = await chime.batchCreateAttendee({
      MeetingId,
      Attendees: [{ ExternalUserId: 'bob', Capabilities: listener }, { ExternalUserId: 'cleo' }],
    })
    expect(batch.Errors).toEqual([])
    const [bob] = batch.Attendees
    expect(bob).toMatchObject({ ExternalUserId: 'bob', Capabilities: listener })
    const oneAttendee = { MeetingId, AttendeeId: ada.AttendeeId }
    expect(await chime.getAttendee(oneAttendee)).toEqual({ Attendee: ada })
    const names = (await chime.listAttendees({ MeetingId })).Attendees.map((one) => one.ExternalUserId)
    expect(names).toEqual(['ada', 'bob', 'cleo'])

    const changed = await chime.updateAttendeeCapabilities({ ...oneAttendee, Capabilities: listener })
    expect(changed.Attendee).toEqual({ ...ada, Capabilities: listener })
    await chime.batchUpdateAttendeeCapabilitiesExcept({
      MeetingId,
      ExcludedAttendeeIds: [{ AttendeeId: ada.AttendeeId }],
      Capabilities: sendReceive,
    })
    const rights = (await chime.listAttendees({ MeetingId })).Attendees.map((one) => one.Capabilities?.Audio)
    expect(rights).toEqual(['Receive', 'SendReceive', 'SendReceive'])
    await chime.deleteAttendee(oneAttendee)
    expect((await failure(chime.getAttendee(oneAttendee))).code).toBe('not-found')

    await chime.startMeetingTranscription({
      MeetingId,
      TranscriptionConfiguration: { EngineTranscribeSettings: { LanguageCode: 'en-GB', Region: 'auto' } },
    })
    await chime.startMeetingTranscription({
      MeetingId,
      TranscriptionConfiguration: {
        EngineTranscribeMedicalSettings: {
          LanguageCode: 'en-US',
          Specialty: 'CARDIOLOGY',
          Type: 'CONVERSATION',
        },
      },
    })
    await chime.stopMeetingTranscription({ MeetingId })

    await chime.tagResource({ ResourceARN: MeetingArn, Tags: [{ Key: 'room', Value: '' }] })
    const ResourceARN = MeetingArn
    expect(await chime.listTagsForResource({ ResourceARN })).toEqual({
      Tags: [
        { Key: 'team', Value: 'core' },
        { Key: 'room', Value: '' },
      ],
    })
    await chime.untagResource({ ResourceARN, TagKeys: ['team'] })
    expect(await chime.listTagsForResource({ ResourceARN })).toEqual({ Tags: [{ Key: 'room', Value: '' }] })

    await chime.deleteMeeting({ MeetingId })
    expect((await failure(chime.getMeeting({ MeetingId }))).code).toBe('not-found')

    const both = await chime.createMeetingWithAttendees({
      ExternalMeetingId: 'class-43',
      MediaRegion: 'eu-west-1',
      Attendees: [{ ExternalUserId: 'ada' }],
    })
    expect(both).toMatchObject({ Meeting: { ExternalMeetingId: 'class-43' }, Errors: [] })
    const [Attendee] = both.Attendees
    if (Attendee === undefined) throw new Error('nobody was created')
    // Meeting and attendee are what a client takes.
    const session: ChimeSession = { Meeting: both.Meeting, Attendee }
    expect(session.Attendee.JoinToken).not.toBe('')

    const called = new Set(simulator.requests.map(({ call }) => call))
    expect([...called].toSorted()).toEqual([...allOperations].toSorted())
  })

  it('make as many meetings as they are asked for, and one for one token', async () => {
    const { simulator, chime } = await startBench()
    const input = { ExternalMeetingId: 'class-42', MediaRegion: 'us-east-1' }
    await chime.createMeeting(input)
    await chime.createMeeting(input)
    expect(simulator.created).toBe(2)
    await chime.createMeeting({ ...input, ClientRequestToken: 'mine' })
    await chime.createMeeting({ ...input, ClientRequestToken: 'mine' })
    expect(simulator.created).toBe(3)
  })

  it('say who of a batch was not created', async () => {
    const { simulator, chime } = await startBench()
    const { Meeting } = await chime.createMeeting({ ExternalMeetingId: 'class-42', MediaRegion: 'us-east-1' })
    simulator.failAttendee('bob', { errorCode: 'Throttled', errorMessage: 'later' })
    const batch = await chime.batchCreateAttendee({
      MeetingId: Meeting.MeetingId,
      Attendees: [{ ExternalUserId: 'ada' }, { ExternalUserId: 'bob' }],
    })
    expect(batch.Attendees.map((one) => one.ExternalUserId)).toEqual(['ada'])
    expect(batch.Errors).toEqual([{ ExternalUserId: 'bob', ErrorCode: 'Throttled', ErrorMessage: 'later' }])
  })

  it('list everybody, page by page, while somebody reads', async () => {
    const { simulator, chime } = await startBench()
    const { Meeting } = await chime.createMeeting({ ExternalMeetingId: 'class-42', MediaRegion: 'us-east-1' })
    const { MeetingId } = Meeting
    const people = Array.from({ length: 230 }, (_, index) => ({ ExternalUserId: `user-${index}` }))
    for (let from = 0; from < people.length; from += 100)
      await chime.batchCreateAttendee({ MeetingId, Attendees: people.slice(from, from + 100) })
    const seen: string[] = []
    for await (const { ExternalUserId } of chime.allAttendees(MeetingId)) seen.push(ExternalUserId)
    expect(seen).toEqual(people.map(({ ExternalUserId }) => ExternalUserId))
    expect(simulator.callsTo('ListAttendees')).toBe(3)
    for await (const _ of chime.allAttendees(MeetingId)) break
    expect(simulator.callsTo('ListAttendees')).toBe(4)
  })

  it('do not go round in circles over pages that never end', async () => {
    const { simulator, chime } = await startBench()
    const body = JSON.stringify({ Attendees: [], NextToken: 'again' })
    simulator.stage({ kind: 'answer', status: 200, body, times: Number.POSITIVE_INFINITY })
    const everybody = async (): Promise<void> => {
      for await (const _ of chime.allAttendees(nobody)) break
    }
    expect(await failure(everybody())).toMatchObject({ code: 'invalid-response', operation: 'ListAttendees' })
  })
})
