import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SQS } from '@aws-sdk/client-sqs'
import { onTestFinished } from 'vitest'
import {
  type EventBusSimulator,
  type QueueSimulator,
  type QueueSimulatorOptions,
  startEventBusSimulator,
  startQueueSimulator,
  startTopicSimulator,
  type TopicSimulator,
  type TopicSimulatorOptions,
} from '../../../src/testing/simulators/chime-delivery/index.js'
import { TestClock } from '../../../src/testing/test-clock.js'

export interface QueueBench {
  readonly queue: QueueSimulator
  readonly client: SQS
  readonly clock: TestClock
}

/** A queue on a standing clock, and the real AWS client on it; both go with the test. */
export async function startQueue(options: Omit<QueueSimulatorOptions, 'clock'> = {}): Promise<QueueBench> {
  const clock = new TestClock()
  const queue = await startQueueSimulator({ clock, ...options })
  onTestFinished(() => queue.close())
  return { queue, client: clientOf(queue), clock }
}

/** The real AWS client, which retries nothing. */
export function clientOf(
  queue: QueueSimulator,
  changes: { region?: string; accessKeyId?: string } = {},
): SQS {
  const client = new SQS({
    endpoint: queue.endpoint,
    region: changes.region ?? queue.region,
    credentials: {
      accessKeyId: changes.accessKeyId ?? queue.accessKeyId,
      secretAccessKey: queue.secretAccessKey,
    },
    maxAttempts: 1,
  })
  onTestFinished(() => client.destroy())
  return client
}

export async function startTopic(
  options: Omit<TopicSimulatorOptions, 'clock'> = {},
): Promise<{ topic: TopicSimulator; clock: TestClock }> {
  const clock = new TestClock()
  const topic = await startTopicSimulator({ clock, ...options })
  onTestFinished(() => topic.close())
  return { topic, clock }
}

export async function startBus(): Promise<{ bus: EventBusSimulator; clock: TestClock }> {
  const clock = new TestClock()
  const bus = await startEventBusSimulator({ clock })
  onTestFinished(() => bus.close())
  return { bus, clock }
}

/** What an endpoint was sent. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Endpoint {
  readonly url: string
  readonly received: readonly Received[]
}

/** What an endpoint does with a request: a status, with headers, or nothing at all. */
export type Reaction = number | [number, Record<string, string>] | 'hang' | 'cut'

/** An HTTP server that is delivered to. It answers with what `react` says, 200 by default. */
export async function startEndpoint(
  react: (request: Received, nth: number) => Reaction = () => 200,
): Promise<Endpoint> {
  const received: Received[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = { headers: incoming.headers, body: Buffer.concat(chunks).toString() }
    received.push(request)
    const reaction = react(request, received.length)
    if (reaction === 'cut') response.socket?.resetAndDestroy()
    else if (typeof reaction === 'number') response.writeHead(reaction).end()
    else if (reaction !== 'hang') response.writeHead(...reaction).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}

/** Waits for real input and output, without moving any clock. */
export async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve))
}

/** What a refused call of the AWS client looks like to its caller. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> {
  const error = await call.then(
    () => {
      throw new Error('The call was not refused')
    },
    (reason: unknown) => reason,
  )
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
  return { name, message, status: $metadata?.httpStatusCode }
}
