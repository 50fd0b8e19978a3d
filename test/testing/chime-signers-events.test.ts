import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { chimeEvent, lambdaEvents, snsSigner, sqsRecord } from '../../src/testing/signers/chime/index.js'
import {
  eventBridgeEnvelope,
  lambdaPayload,
  type SimulatedChimeEventType,
  snsNotification,
  sqsBody,
} from '../../src/testing/simulators/chime/index.js'
import { createAttendee, createMeeting, startBench } from './simulators/chime/support.js'

const at = new Date('2026-11-20T10:15:30.123Z')
const meeting = {
  version: '0',
  timestamp: at.getTime(),
  meetingId: '0a1b2c3d-1111-2222-3333-444455556666',
  externalMeetingId: 'class-42',
  mediaRegion: 'eu-central-1',
}
const attendee = {
  ...meeting,
  attendeeId: '9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff',
  externalUserId: 'user-7',
}
const content = { ...attendee, attendeeId: `${attendee.attendeeId}#content` }

describe('an event made for a test', () => {
  it.each<[SimulatedChimeEventType, object]>([
    ['chime:MeetingStarted', meeting],
    ['chime:MeetingEnded', meeting],
    ['chime:AttendeeAdded', attendee],
    ['chime:AttendeeJoined', { ...attendee, networkType: 'Voip' }],
    ['chime:AttendeeDropped', { ...attendee, networkType: 'Voip' }],
    ['chime:AttendeeVideoStarted', attendee],
    ['chime:AttendeeContentLeft', { ...content, networkType: 'Voip' }],
    ['chime:AttendeeContentVideoStarted', content],
    [
      'chime:AttendeeCapabilitiesUpdated',
      {
        ...attendee,
        attendeeCapabilities: { audio: 'Receive', video: 'None', content: 'None' },
        success: '1',
      },
    ],
    [
      'chime:TranscriptionStarted',
      { ...meeting, transcriptionRegion: 'us-east-1', transcriptionConfiguration: expect.any(String) },
    ],
    [
      'chime:TranscriptionInterrupted',
      {
        ...meeting,
        transcriptionRegion: 'us-east-1',
        transcriptionConfiguration: expect.any(String),
        message: expect.any(String),
      },
    ],
    [
      'chime:MediaPipelineInProgress',
      { ...meeting, mediaPipelineId: '77777777-8888-9999-aaaa-bbbbbbbbbbbb' },
    ],
  ])('says of %s what the service says', (eventType, expected) => {
    const event = chimeEvent(eventType, { at })
    expect(event.detail).toEqual({ eventType, ...expected })
    expect(event.detailType).toBe(
      eventType.startsWith('chime:MediaPipeline')
        ? 'Chime Media Pipeline State Change'
        : 'Chime Meeting State Change',
    )
    expect([event.region, event.deliveries]).toEqual(['us-east-1', [{ transport: 'eventbridge' }]])
  })

  it('says what it is told', () => {
    const deliveries = [{ transport: 'sqs', targetArn: 'arn:aws:sqs:x' }] as const
    const event = chimeEvent('chime:AttendeeContentJoined', {
      ...{ id: 'one', at, region: 'eu-central-1', deliveries },
      ...{ meetingId: 'm', attendeeId: 'a#content', externalUserId: 'u', mediaRegion: 'us-west-2' },
    })
    expect(event).toMatchObject({ id: 'one', region: 'eu-central-1', deliveries })
    expect(event.detail).toMatchObject({
      ...{ meetingId: 'm', attendeeId: 'a#content', externalUserId: 'u', mediaRegion: 'us-west-2' },
    })
    expect(event.detail).not.toHaveProperty('id')
    expect(chimeEvent('chime:MeetingEnded').id).not.toBe(chimeEvent('chime:MeetingEnded').id)
  })

  it('has the members that the simulator gives to an event of its type', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId: meetingId } = await createMeeting(client)
    const { AttendeeId, JoinToken } = await createAttendee(client, meetingId)
    simulator.connect({ meetingId, joinToken: JoinToken })
    simulator.startVideo(meetingId, AttendeeId)
    simulator.shareContent(meetingId, AttendeeId)
    const mediaPipelineId = '77777777-8888-9999-aaaa-bbbbbbbbbbbb'
    simulator.emitPipelineEvent({ eventType: 'chime:MediaPipelineDeleted', meetingId, mediaPipelineId })
    simulator.drop(meetingId, AttendeeId)
    await client.deleteMeeting({ MeetingId: meetingId })
    expect(simulator.events.length).toBeGreaterThan(8)
    for (const { detail, detailType } of simulator.events) {
      const made = chimeEvent(detail.eventType)
      expect([detail.eventType, Object.keys(made.detail).sort()]).toEqual([
        detail.eventType,
        Object.keys(detail).sort(),
      ])
      expect(made.detailType).toBe(detailType)
    }
  })
})

describe('what functions of Lambda get', () => {
  const event = chimeEvent('chime:MeetingEnded', { at })

  it('is an envelope, or a plain event', () => {
    expect(lambdaEvents.eventBridge(event)).toEqual(eventBridgeEnvelope(event))
    expect(lambdaEvents.notification(event)).toEqual(lambdaPayload(event))
  })

  it('is records of a topic, in their own spelling', () => {
    const signer = snsSigner()
    const message = signer.notification(event, { messageId: 'one' })
    const { Records } = lambdaEvents.sns(message, signer.notification('text', { subject: 'Hello' }))
    expect(Records[0]).toEqual({
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: expect.stringContaining(`${signer.topicArn}:`),
      Sns: {
        Type: 'Notification',
        MessageId: 'one',
        TopicArn: signer.topicArn,
        Subject: null,
        Message: sqsBody(event),
        Timestamp: message.Timestamp,
        SignatureVersion: '1',
        Signature: message.Signature,
        SigningCertUrl: signer.certificateUrl,
        UnsubscribeUrl: message.UnsubscribeURL,
        MessageAttributes: {},
      },
    })
    expect(Records[1]?.Sns).toMatchObject({ Subject: 'Hello', Message: 'text' })
  })

  it('is records of a queue', () => {
    const queueArn = 'arn:aws:sqs:eu-central-1:444455556666:calls'
    const record = sqsRecord(event, { queueArn, messageId: 'one', receiveCount: 3, at })
    expect(lambdaEvents.sqs(record)).toEqual({
      Records: [
        {
          messageId: 'one',
          receiptHandle: expect.stringMatching(/^AQEB/),
          body: sqsBody(event),
          attributes: {
            ApproximateReceiveCount: '3',
            SentTimestamp: String(at.getTime()),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: String(at.getTime()),
          },
          messageAttributes: {},
          md5OfBody: createHash('md5').update(sqsBody(event)).digest('hex'),
          eventSource: 'aws:sqs',
          eventSourceARN: queueArn,
          awsRegion: 'eu-central-1',
        },
      ],
    })
    expect(sqsRecord('text')).toMatchObject({ body: 'text', awsRegion: 'us-east-1' })
  })

  it('may come through a topic whose signature nobody checks', () => {
    expect(snsNotification(event)).toMatchObject({ Type: 'Notification', Message: sqsBody(event) })
  })
})
