import { expect } from 'vitest'
import type { DeliveryTransport } from '../../../src/testing/simulators/chime-delivery/index.js'
import type { Message } from './sns-check.js'
import { type Reaction, startEndpoint, type startTopic } from './support.js'

type Topic = Awaited<ReturnType<typeof startTopic>>['topic']

export async function get(
  transport: DeliveryTransport,
  url: string,
): Promise<{ status: number; body: string }> {
  const { signal } = new AbortController()
  return transport.send({ method: 'GET', url, signal, maxBytes: 10_000 })
}

export function parsed(received: { body: string } | undefined): Message {
  return JSON.parse(received?.body ?? '{}') as Message
}

/** An endpoint that has confirmed its subscription; the confirmation is not in what it has received. */
export async function startSubscriber(
  topic: Topic,
  options: { raw?: boolean; react?: (nth: number) => Reaction } = {},
): Promise<{ received: () => readonly Message[]; raw: Awaited<ReturnType<typeof startEndpoint>> }> {
  const { react = () => 200, raw = false } = options
  const endpoint = await startEndpoint((_, nth) => (nth === 1 ? 200 : react(nth - 1)))
  const subscription = topic.subscribe(endpoint.url, { raw })
  await topic.idle()
  const url = parsed(endpoint.received[0])['SubscribeURL'] ?? ''
  await get(topic.transport(), url)
  expect(subscription.confirmed).toBe(true)
  return { received: () => endpoint.received.slice(1).map(parsed), raw: endpoint }
}
