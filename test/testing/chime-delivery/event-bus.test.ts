import { describe, expect, it } from 'vitest'
import type { DeliverableChimeEvent } from '../../../src/testing/simulators/chime-delivery/index.js'
import { type Reaction, startBus, startEndpoint, until } from './support.js'

const connection = { headerName: 'x-api-key', headerValue: 'sesame' }

function event(id: string): DeliverableChimeEvent {
  const detail = { eventType: 'chime:MeetingStarted', timestamp: 1_767_603_600_123 }
  return { id, region: 'us-east-1', detailType: 'Chime Meeting State Change', detail, deliveries: [] }
}

describe('the event bus simulator', () => {
  it('posts an envelope with the header of the connection', async () => {
    const { bus } = await startBus()
    const endpoint = await startEndpoint()
    bus.addApiDestination({ url: endpoint.url, ...connection })
    bus.send(event('one'))
    await bus.idle()
    expect(endpoint.received[0]?.headers).toMatchObject({
      'x-api-key': 'sesame',
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Amazon/EventBridge/ApiDestinations',
    })
    expect(JSON.parse(endpoint.received[0]?.body ?? '')).toEqual({
      version: '0',
      id: 'one',
      'detail-type': 'Chime Meeting State Change',
      source: 'aws.chime',
      account: '111122223333',
      time: '2026-01-05T09:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: event('one').detail,
    })
  })

  it.each<[Reaction, number]>([
    [200, 1],
    [302, 1],
    [400, 1],
    [403, 1],
    [404, 1],
    [401, 2],
    [407, 2],
    [409, 2],
    [429, 2],
    [500, 2],
    [503, 2],
    ['cut', 2],
  ])('after %s has tried %i times', async (reaction, expected) => {
    const { bus, clock } = await startBus()
    const endpoint = await startEndpoint((_, nth) => (nth === 1 ? reaction : 200))
    bus.addApiDestination({ url: endpoint.url, ...connection })
    bus.send(event('one'))
    await clock.settle(bus.idle(), 10_000)
    expect(endpoint.received).toHaveLength(expected)
    expect(new Set(endpoint.received.map(({ body }) => body)).size).toBe(1)
    expect(clock.pending).toBe(0)
  })

  it('waits for an answer as long as it is told, and then tries again', async () => {
    const { bus, clock } = await startBus()
    const endpoint = await startEndpoint((_, nth) => (nth === 1 ? 'hang' : 200))
    bus.addApiDestination({ url: endpoint.url, ...connection, answerTimeoutMs: 5_000 })
    bus.send(event('one'))
    await until(() => endpoint.received.length === 1)
    await clock.advance(5_000)
    await until(() => bus.attempts.length === 1)
    await clock.advance(1_000)
    await bus.idle()
    expect(bus.attempts.map(({ outcome }) => outcome)).toEqual(['no-answer', 200])
  })

  it('waits longer each time, up to ten minutes, and gives up after a day', async () => {
    const { bus, clock } = await startBus()
    const endpoint = await startEndpoint(() => 500)
    bus.addApiDestination({ url: endpoint.url, ...connection })
    const start = clock.now()
    bus.send(event('one'))
    await clock.settle(bus.idle(), 200_000_000)
    const times = bus.attempts.map(({ at }) => at.getTime() - start)
    expect(times.slice(0, 5)).toEqual([0, 1_000, 3_000, 7_000, 15_000])
    const last = times.at(-1) ?? 0
    expect(last - (times.at(-2) ?? 0)).toBe(600_000)
    expect(last).toBeLessThanOrEqual(86_400_000)
    expect(last).toBeGreaterThan(86_400_000 - 600_000)
  })

  it('tries as often and as long as it is told', async () => {
    const { bus, clock } = await startBus()
    const often = await startEndpoint(() => 500)
    const long = await startEndpoint(() => 500)
    bus.addApiDestination({ url: often.url, ...connection, maximumRetryAttempts: 2 })
    bus.addApiDestination({ url: long.url, ...connection, maximumEventAgeSeconds: 60 })
    bus.send(event('one'))
    await clock.settle(bus.idle(), 200_000)
    expect(often.received).toHaveLength(3)
    expect(long.received).toHaveLength(6)
  })

  it.each([
    ['30', 30_000],
    ['0', 1_000],
    ['soon', 1_000],
  ])('waits for Retry-After %s', async (retryAfter, expected) => {
    const { bus, clock } = await startBus()
    const endpoint = await startEndpoint((_, nth) => (nth === 1 ? [429, { 'retry-after': retryAfter }] : 200))
    bus.addApiDestination({ url: endpoint.url, ...connection })
    const start = clock.now()
    bus.send(event('one'))
    await clock.settle(bus.idle(), 100_000)
    expect(bus.attempts.map(({ at }) => at.getTime() - start)).toEqual([0, expected])
  })

  it('stops for a negative Retry-After', async () => {
    const { bus, clock } = await startBus()
    const endpoint = await startEndpoint(() => [503, { 'retry-after': '-1' }])
    bus.addApiDestination({ url: endpoint.url, ...connection })
    bus.send(event('one'))
    await clock.settle(bus.idle(), 100_000)
    expect(endpoint.received).toHaveLength(1)
  })

  it('calls functions, again after one minute and another two if they throw', async () => {
    const { bus, clock } = await startBus()
    const seen: unknown[] = []
    bus.addFunction((given, context) => {
      seen.push([given, context.functionName])
      throw new Error('no')
    })
    const start = clock.now()
    bus.send(event('one'))
    await clock.settle(bus.idle(), 400_000)
    expect(seen).toHaveLength(3)
    expect(seen[0]).toMatchObject([{ id: 'one', source: 'aws.chime' }, 'event-bus-target'])
    expect(bus.attempts.map(({ at, nth, outcome }) => [at.getTime() - start, nth, outcome])).toEqual([
      [0, 1, 'threw'],
      [60_000, 2, 'threw'],
      [180_000, 3, 'threw'],
    ])
  })

  it('waits for a function, and calls it once where it returns', async () => {
    const { bus } = await startBus()
    const seen: string[] = []
    bus.addFunction(async (given) => {
      const { id } = given as { id: string }
      seen.push(`${id} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(`${id} ends`)
    })
    bus.send(event('one'))
    bus.send(event('two'))
    await bus.idle()
    expect(seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
  })

  it('gives every target a copy of its own, until the target is taken away', async () => {
    const { bus } = await startBus()
    const seen: string[] = []
    const take = (name: string) => (given: unknown) => {
      const copy = given as { id: string; altered?: boolean }
      seen.push(`${name} ${copy.id} ${copy.altered ?? false}`)
      copy.altered = true
    }
    const remove = bus.addFunction(take('a'))
    bus.addFunction(take('b'))
    bus.send(event('one'))
    await bus.idle()
    remove()
    bus.send(event('two'))
    await bus.idle()
    expect(seen).toEqual(['a one false', 'b one false', 'b two false'])
  })

  it('delivers twice and out of order on demand', async () => {
    const { bus } = await startBus()
    const endpoint = await startEndpoint()
    bus.addApiDestination({ url: endpoint.url, ...connection })
    bus.duplicateNext()
    bus.send(event('twice'))
    bus.hold()
    for (const id of ['a', 'b', 'c']) bus.send(event(id))
    bus.release([2, 0, 1])
    bus.hold()
    for (const id of ['d', 'e']) bus.send(event(id))
    bus.release('kept')
    await bus.idle()
    const ids = endpoint.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)
    expect(ids).toEqual(['twice', 'twice', 'c', 'a', 'b', 'd', 'e'])
    bus.hold()
    expect(() => bus.release([0])).toThrow(RangeError)
  })

  it('forgets targets on reset, and delivers nothing after it is closed', async () => {
    const { bus, clock } = await startBus()
    const endpoint = await startEndpoint(() => 500)
    bus.addApiDestination({ url: endpoint.url, ...connection })
    bus.send(event('one'))
    await until(() => clock.pending === 1)
    bus.reset()
    await bus.idle()
    bus.send(event('two'))
    await bus.idle()
    expect([bus.attempts, clock.pending]).toEqual([[], 0])
    bus.addApiDestination({ url: endpoint.url, ...connection })
    await bus.close()
    await bus.close()
    bus.send(event('three'))
    await bus.idle()
    expect(endpoint.received).toHaveLength(1)
    expect(() => bus.addApiDestination({ url: 'https://127.0.0.1', ...connection })).toThrow(/no http URL/)
  })
})
