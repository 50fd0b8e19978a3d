import { ChimeSDKMediaPipelines } from '@aws-sdk/client-chime-sdk-media-pipelines'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  eventBridgeEnvelope,
  lambdaPayload,
  type SimulatedChimeEvent,
  sqsBody,
  startChimeSimulator,
} from '../../../src/testing/simulators/chime/index.js'
import {
  functionTarget,
  startEventBusSimulator,
  startQueueSimulator,
  startTopicSimulator,
} from '../../../src/testing/simulators/chime-delivery/index.js'
import { startChimeMediaSimulator } from '../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { clientOf as chimeClientOf, createAttendee, createMeeting } from '../simulators/chime/support.js'
import { clientOf, startEndpoint } from './support.js'

const lambda = 'arn:aws:lambda:us-east-1:111122223333:function:on-chime'

/** A region of Chime, a queue, a topic, a bus and a function that listen to it. */
async function startWorld() {
  const clock = new TestClock()
  const [simulator, queue, topic, bus] = await Promise.all([
    startChimeSimulator({ clock, rates: 'unlimited' }),
    startQueueSimulator({ clock }),
    startTopicSimulator({ clock }),
    startEventBusSimulator({ clock }),
  ])
  for (const one of [simulator, queue, topic, bus]) onTestFinished(() => one.close())
  const calls: unknown[] = []
  const target = functionTarget(simulator, lambda, (event) => calls.push(event), { clock })
  queue.connect(simulator)
  topic.connect(simulator)
  bus.connect(simulator)
  const NotificationsConfiguration = {
    SqsQueueArn: queue.arn,
    SnsTopicArn: topic.arn,
    LambdaFunctionArn: lambda,
  }
  const client = chimeClientOf(simulator)
  return { clock, simulator, client, queue, topic, bus, calls, target, NotificationsConfiguration }
}

function told(
  events: readonly SimulatedChimeEvent[],
  render: (event: SimulatedChimeEvent) => object,
): object[] {
  return events.map((event) => JSON.parse(JSON.stringify(render(event))) as object)
}

describe('the events of a meeting', () => {
  it('arrive by every transport that it was created with', async () => {
    const world = await startWorld()
    const { simulator, client, queue, topic, bus, calls, NotificationsConfiguration } = world
    const subscriber = await startEndpoint()
    topic.subscribe(subscriber.url)
    await topic.idle()
    const { SubscribeURL } = JSON.parse(subscriber.received[0]?.body ?? '') as { SubscribeURL: string }
    const { signal } = new AbortController()
    await topic.transport().send({ method: 'GET', url: SubscribeURL, signal, maxBytes: 10_000 })
    const hook = await startEndpoint()
    bus.addApiDestination({ url: hook.url, headerName: 'x-api-key', headerValue: 'sesame' })

    const { MeetingId } = await createMeeting(client, { NotificationsConfiguration })
    const { JoinToken, AttendeeId } = await createAttendee(client, MeetingId)
    simulator.connect({ meetingId: MeetingId, joinToken: JoinToken })
    simulator.disconnect(MeetingId, AttendeeId)
    await client.deleteMeeting({ MeetingId })
    await Promise.all([topic.idle(), bus.idle(), world.target.idle()])

    const { events } = simulator
    expect(events).toHaveLength(6)
    const plain = told(events, (event) => JSON.parse(sqsBody(event)) as object)
    const { Messages = [] } = await clientOf(queue).receiveMessage({
      QueueUrl: queue.url,
      MaxNumberOfMessages: 10,
    })
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body) as object)).toEqual(plain)
    const notifications = subscriber.received
      .slice(1)
      .map(({ body }) => JSON.parse(body) as { Message: string })
    expect(notifications.map(({ Message }) => JSON.parse(Message) as object)).toEqual(plain)
    expect(calls).toEqual(told(events, lambdaPayload))
    const envelopes = hook.received.map(({ body }) => JSON.parse(body) as object)
    expect(envelopes).toEqual(told(events, eventBridgeEnvelope))
  })

  it('arrive only by EventBridge where it asked for nothing', async () => {
    const { client, queue, topic, bus, calls, target } = await startWorld()
    const seen: unknown[] = []
    bus.addFunction((event) => seen.push(event))
    await createMeeting(client)
    await Promise.all([topic.idle(), bus.idle(), target.idle()])
    expect([queue.messages(), topic.attempts, calls]).toEqual([[], [], []])
    expect(seen).toHaveLength(1)
  })

  it('do not arrive in a queue, a topic or a function of another name', async () => {
    const { client, queue, topic, calls, target, NotificationsConfiguration } = await startWorld()
    const other = Object.entries(NotificationsConfiguration).map(([name, arn]) => [name, `${arn}-2`])
    await createMeeting(client, { NotificationsConfiguration: Object.fromEntries(other) as object })
    await Promise.all([topic.idle(), target.idle()])
    expect([queue.messages(), topic.attempts, calls]).toEqual([[], [], []])
  })

  it('tell of media pipelines, too', async () => {
    const { clock, simulator, client, queue, bus, NotificationsConfiguration } = await startWorld()
    const media = await startChimeMediaSimulator({ meetings: simulator, clock, rates: 'unlimited' })
    onTestFinished(() => media.close())
    const seen: unknown[] = []
    bus.addFunction((event) => seen.push(event))
    const { MeetingId, MeetingArn } = await createMeeting(client, { NotificationsConfiguration })
    const pipelines = new ChimeSDKMediaPipelines({
      endpoint: media.pipelinesEndpoint,
      region: media.region,
      credentials: { accessKeyId: media.accessKeyId, secretAccessKey: media.secretAccessKey },
    })
    onTestFinished(() => pipelines.destroy())
    await pipelines.createMediaCapturePipeline({
      SourceType: 'ChimeSdkMeeting',
      SourceArn: MeetingArn,
      SinkType: 'S3Bucket',
      SinkArn: 'arn:aws:s3:::recordings',
    })
    await clock.advance(2_000)
    media.catchUp()
    await bus.idle()
    const expected = {
      source: 'aws.chime',
      'detail-type': 'Chime Media Pipeline State Change',
      detail: { eventType: 'chime:MediaPipelineInProgress', meetingId: MeetingId },
    }
    expect(seen.at(-1)).toMatchObject(expected)
    expect(JSON.parse(queue.messages().at(-1)?.body ?? '')).toMatchObject(expected)
    expect(queue.messages()).toHaveLength(seen.length)
  })

  it('come twice and out of order on demand', async () => {
    const { client, simulator, queue, target, calls, NotificationsConfiguration } = await startWorld()
    queue.duplicateNext()
    target.duplicateNext()
    const { MeetingId } = await createMeeting(client, { NotificationsConfiguration })
    queue.hold()
    target.hold()
    await createAttendee(client, MeetingId)
    await client.deleteMeeting({ MeetingId })
    queue.release()
    target.release()
    await target.idle()
    const types = (events: readonly unknown[]): string[] =>
      events.map((event) => (event as { detail: { eventType: string } }).detail.eventType)
    const expected = [
      ...['chime:MeetingStarted', 'chime:MeetingStarted'],
      ...['chime:MeetingEnded', 'chime:AttendeeAdded'],
    ]
    expect(types(queue.messages().map(({ body }) => JSON.parse(body) as unknown))).toEqual(expected)
    const [first, second] = queue.messages()
    expect(first?.messageId).toBe(second?.messageId)
    expect(types(calls)).toEqual(expected)
    expect(simulator.events).toHaveLength(3)
  })

  it('come no more after a connection has ended', async () => {
    const { simulator, client, queue, topic, target, calls, NotificationsConfiguration } = await startWorld()
    const again = queue.connect(simulator)
    again()
    await createMeeting(client, { NotificationsConfiguration })
    await target.idle()
    expect([queue.messages().length, calls.length]).toEqual([1, 1])
    await Promise.all([queue.close(), topic.close()])
    target.close()
    target.close()
    await createMeeting(client, { NotificationsConfiguration })
    expect([queue.messages().length, calls.length]).toEqual([1, 1])
  })

  it('are handed to a function of its own again where it throws', async () => {
    const { simulator, client, clock, NotificationsConfiguration } = await startWorld()
    let calls = 0
    const target = functionTarget(
      simulator,
      lambda,
      async () => {
        calls += 1
        if (calls < 3) throw new Error('not yet')
      },
      { clock },
    )
    await createMeeting(client, { NotificationsConfiguration })
    await clock.settle(target.idle(), 200_000)
    expect(target.attempts.map(({ nth, outcome }) => [nth, outcome])).toEqual([
      [1, 'threw'],
      [2, 'threw'],
      [3, 'returned'],
    ])
  })
})
