import { describe, expect, it } from 'vitest'
import type { DeliveryTransport } from '../../../src/testing/simulators/chime-delivery/index.js'
import { startEndpoint, startTopic } from './support.js'
import { get, parsed, startSubscriber } from './topic-support.js'

describe('subscriptions of the topic simulator', () => {
  it('ends a subscription by its UnsubscribeURL, and says so', async () => {
    const { topic } = await startTopic()
    const { received, raw } = await startSubscriber(topic)
    topic.publish('event')
    await topic.idle()
    await get(topic.transport(), received()[0]?.['UnsubscribeURL'] ?? '')
    topic.publish('not for you')
    await topic.idle()
    expect(received()).toHaveLength(2)
    expect(raw.received[2]?.headers['x-amz-sns-message-type']).toBe('UnsubscribeConfirmation')
    expect(received()[1]).toMatchObject({
      Type: 'UnsubscribeConfirmation',
      Message: expect.stringContaining('deactivate subscription'),
    })
    await get(topic.transport(), received()[1]?.['SubscribeURL'] ?? '')
    expect(topic.subscriptions[0]?.confirmed).toBe(true)
  })

  it('confirms by its own token only, for two days', async () => {
    const { topic, clock } = await startTopic()
    const endpoint = await startEndpoint()
    const subscription = topic.subscribe(endpoint.url)
    await topic.idle()
    const url = parsed(endpoint.received[0])['SubscribeURL'] ?? ''
    const transport = topic.transport()
    expect((await get(transport, url.replace(/Token=.*/, 'Token=other'))).status).toBe(400)
    expect((await get(transport, url.replace('chime-events', 'other'))).status).toBe(404)
    await clock.advance(2 * 86_400_000)
    expect((await get(transport, url)).status).toBe(400)
    expect(subscription.confirmed).toBe(false)
  })
})

describe('the transport of a topic', () => {
  it('hands on what is not for the topic, or refuses it', async () => {
    const { topic } = await startTopic()
    const seen: string[] = []
    const base: DeliveryTransport = {
      async send({ url }) {
        seen.push(url)
        return { status: 204, headers: {}, body: '' }
      },
      async close() {
        seen.push('closed')
      },
    }
    const transport = topic.transport(base)
    expect((await get(transport, 'https://example.org/a')).status).toBe(204)
    await get(transport, 'https://sns.eu-west-1.amazonaws.com/b.pem')
    await transport.close()
    expect(seen).toEqual(['https://example.org/a', 'https://sns.eu-west-1.amazonaws.com/b.pem', 'closed'])
    await expect(get(topic.transport(), 'https://example.org/a')).rejects.toThrow(/Only https:\/\/sns\./)
    await topic.transport().close()
  })

  it('behaves as a transport should', async () => {
    const { topic } = await startTopic()
    const transport = topic.transport()
    const request = { method: 'GET' as const, url: topic.certificateUrl, maxBytes: 10_000 }
    const pieces: string[] = []
    const { signal } = new AbortController()
    const streamed = await transport.send({
      ...request,
      signal,
      onText: (piece) => {
        pieces.push(piece)
      },
    })
    expect(streamed).toMatchObject({ status: 200, body: '' })
    expect(pieces.join('')).toMatch(/^-----BEGIN CERTIFICATE-----/)
    await expect(transport.send({ ...request, signal, maxBytes: 100 })).rejects.toThrow(/more than are read/)
    await expect(transport.send({ ...request, signal: AbortSignal.abort() })).rejects.toThrow(/abort/)
    expect((await get(transport, `${new URL(topic.certificateUrl).origin}/other.pem`)).status).toBe(404)
  })
})
