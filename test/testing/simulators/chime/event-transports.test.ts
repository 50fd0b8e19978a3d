import { describe, expect, it } from 'vitest'
import {
  eventBridgeEnvelope,
  lambdaPayload,
  type SimulatedChimeEvent,
  snsNotification,
  sqsBody,
} from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { createMeeting, startBench } from './support.js'

const account = '111122223333'
const queue = `arn:aws:sqs:us-east-1:${account}:chime`
const topic = `arn:aws:sns:us-east-1:${account}:chime`
const lambda = `arn:aws:lambda:us-east-1:${account}:function:chime`

async function firstEvent(
  targets: { SqsQueueArn?: string; SnsTopicArn?: string; LambdaFunctionArn?: string },
  region = 'us-east-1',
): Promise<SimulatedChimeEvent> {
  const { simulator, client, clock } = await startBench({ region })
  await clock.advance(123)
  const [MediaRegion] = region.startsWith('us-gov') ? [region] : ['eu-central-1']
  await createMeeting(client, { NotificationsConfiguration: targets, MediaRegion })
  const [event] = simulator.events
  if (event === undefined) throw new Error('The simulator told nothing')
  expect(simulator.meetings()[0]?.deliveries).toEqual(event.deliveries)
  return event
}

const plain = (event: SimulatedChimeEvent): object => ({
  version: '0',
  source: 'aws.chime',
  account,
  region: 'us-east-1',
  'detail-type': 'Chime Meeting State Change',
  time: '2026-01-05T09:00:00.123Z',
  detail: {
    version: '0',
    eventType: 'chime:MeetingStarted',
    timestamp: new TestClock().now() + 123,
    meetingId: event.detail.meetingId,
    externalMeetingId: 'class-42',
    mediaRegion: 'eu-central-1',
  },
})

describe('an event of the Chime simulator', () => {
  it('comes from EventBridge with an id, no resources and whole seconds', async () => {
    const event = await firstEvent({})
    expect(JSON.parse(JSON.stringify(eventBridgeEnvelope(event)))).toEqual({
      ...plain(event),
      id: event.id,
      time: '2026-01-05T09:00:00Z',
      resources: [],
    })
  })

  it('comes from SQS as text, without id and resources', async () => {
    const event = await firstEvent({ SqsQueueArn: queue })
    expect(JSON.parse(sqsBody(event))).toEqual(plain(event))
  })

  it('comes from Lambda as from SQS', async () => {
    const event = await firstEvent({ LambdaFunctionArn: lambda })
    expect(JSON.parse(JSON.stringify(lambdaPayload(event)))).toEqual(plain(event))
  })

  it('comes from SNS wrapped, for the topic of the meeting', async () => {
    const event = await firstEvent({ SnsTopicArn: topic })
    const notification = snsNotification(event)
    expect(notification).toEqual({
      Type: 'Notification',
      MessageId: event.id,
      TopicArn: topic,
      Message: sqsBody(event),
      Timestamp: '2026-01-05T09:00:00.123Z',
      SignatureVersion: '1',
      Signature: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      SigningCertURL: expect.stringMatching(/^https:\/\/sns\.us-east-1\.amazonaws\.com\/.+\.pem$/),
      UnsubscribeURL: expect.stringContaining(topic),
    })
    expect(JSON.parse(notification.Message)).toEqual(plain(event))
    expect(snsNotification(event)).toEqual(notification)
  })

  it.each([
    ['eu-central-1', 'arn:aws:sns:eu-central-1:'],
    ['us-gov-west-1', 'arn:aws-us-gov:sns:us-gov-west-1:'],
  ])('comes from a topic of the account in %s where the meeting has none', async (region, start) => {
    const event = await firstEvent({}, region)
    expect(snsNotification(event).TopicArn.startsWith(start)).toBe(true)
  })

  it.each([
    ['nothing', {}, []],
    ['a queue', { SqsQueueArn: queue }, [{ transport: 'sqs', targetArn: queue }]],
    [
      'everything',
      { SqsQueueArn: queue, SnsTopicArn: topic, LambdaFunctionArn: lambda },
      [
        { transport: 'sqs', targetArn: queue },
        { transport: 'sns', targetArn: topic },
        { transport: 'lambda', targetArn: lambda },
      ],
    ],
    ['a queue of another region', { SqsQueueArn: queue.replace('us-east-1', 'eu-central-1') }, []],
    ['a FIFO queue', { SqsQueueArn: `${queue}.fifo` }, []],
    ['a topic for a queue', { SqsQueueArn: topic }, []],
    ['an ARN of nothing', { LambdaFunctionArn: 'arn:' }, []],
  ])('goes to EventBridge and, asked for %s, to what works of that', async (_, targets, expected) => {
    const event = await firstEvent(targets)
    expect(event.deliveries).toEqual([{ transport: 'eventbridge' }, ...expected])
  })
})
