import { describe, expect, test } from 'vitest'
import { hooked, hooks, idsOf, type Receiver, receiver, register } from './bbb-events-support.js'
import { create, start, visit } from './support.js'

const retriesMs = [100, 500, 1000, 2000, 4000, 8000, 10_000, 30_000, 60_000, 60_000, 60_000, 60_000]

const timestampsOf = ({ received }: Receiver) => [
  ...new Set(received.map(({ body }) => new URLSearchParams(body).get('timestamp'))),
]

describe('a delivery that is not taken', () => {
  test('is repeated on schedule with the same timestamp, and then the hook is gone', async () => {
    const { simulator, clock, app } = await hooked()
    app.react = () => 500
    const begin = clock.now()
    await create(simulator, 'class-1', { duration: '600' })
    await visit(simulator, 'class-1')
    await simulator.idle()
    for (const [index, wait] of retriesMs.entries()) {
      await clock.advance(wait - 1)
      await simulator.idle()
      expect(app.received).toHaveLength(index + 1)
      await clock.advance(1)
      await simulator.idle()
      expect(app.received).toHaveLength(index + 2)
    }
    expect(timestampsOf(app)).toEqual([String(begin)])
    expect(new Set(idsOf(app.received))).toEqual(new Set(['meeting-created']))
    expect(simulator.deliveries.map(({ attempt, status }) => `${attempt}:${status}`)).toEqual(
      Array.from({ length: 13 }, (_, index) => `${index + 1}:500`),
    )
    expect(simulator.hooks()).toEqual([])
    expect(clock.pending).toBe(0)
  })

  test('to a permanent hook is repeated every minute for ever', async () => {
    const app = await receiver()
    app.react = () => 503
    const { simulator, clock } = await start({ permanentHooks: [`${app.url}/hook`] })
    await create(simulator, 'class-1', { duration: '600' })
    await visit(simulator, 'class-1')
    await simulator.idle()
    for (const wait of [...retriesMs, ...Array.from({ length: 20 }, () => 60_000)]) {
      await clock.advance(wait)
      await simulator.idle()
    }
    expect(app.received).toHaveLength(33)
    expect(timestampsOf(app)).toHaveLength(1)
    app.react = () => 200
    await clock.advance(60_000)
    await simulator.idle()
    expect(idsOf(app.received).slice(33)).toEqual([
      'meeting-created',
      'user-joined',
      'user-presenter-assigned',
    ])
    expect(simulator.hooks()).toMatchObject([{ permanent: true }])
  })

  test('has a time limit of five seconds by the clock', async () => {
    const { simulator, clock, app } = await hooked()
    app.react = (_, index) => (index === 0 ? 'hang' : 200)
    await create(simulator, 'class-1')
    await app.arrived(1)
    await clock.advance(4999)
    expect(simulator.deliveries).toEqual([])
    await clock.advance(1)
    await simulator.idle()
    expect(simulator.deliveries).toMatchObject([{ error: 'timeout', delivered: false }])
    await clock.advance(100)
    await simulator.idle()
    expect(simulator.deliveries).toMatchObject([{ attempt: 1 }, { attempt: 2, delivered: true }])
  })

  test('is none because a test clock jumped over its time limit', async () => {
    const { simulator, clock, app } = await hooked()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    await clock.advance(86_400_000)
    await simulator.idle()
    expect(simulator.deliveries.every(({ delivered }) => delivered)).toBe(true)
    expect(idsOf(app.received)).toEqual(['meeting-created', 'user-joined', 'user-presenter-assigned'])
  })

  test.each(['https://nobody.example/hook', 'no url', 'ftp://127.0.0.1/hook', 'http://127.0.0.1:1/hook'])(
    'because nobody is at %j counts as a broken connection',
    async (url) => {
      const { simulator } = await start()
      await register(simulator, url)
      await create(simulator, 'class-1')
      await simulator.idle()
      expect(simulator.deliveries).toMatchObject([{ url, error: 'connection', delivered: false }])
    },
  )

  test('because the connection broke is repeated', async () => {
    const { simulator, clock, app } = await hooked()
    app.react = (_, index) => (index === 0 ? 'cut' : 200)
    await create(simulator, 'class-1')
    await simulator.idle()
    await clock.advance(100)
    await simulator.idle()
    expect(simulator.deliveries).toMatchObject([{ error: 'connection' }, { delivered: true }])
  })

  test('holds back later events of its hook, and of no other', async () => {
    const { simulator, clock, app } = await hooked()
    const other = await receiver()
    await register(simulator, other.url)
    app.react = (_, index) => (index === 0 ? 500 : 200)
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    await simulator.idle()
    const all = ['meeting-created', 'user-joined', 'user-presenter-assigned']
    expect(idsOf(app.received)).toEqual(['meeting-created'])
    expect(idsOf(other.received)).toEqual(all)
    await clock.advance(100)
    await simulator.idle()
    expect(idsOf(app.received)).toEqual(['meeting-created', ...all])
    expect(timestampsOf(app)).toEqual([String(clock.now() - 100), String(clock.now())])
  })

  test('holds back nothing where the simulator is told so', async () => {
    const { simulator, clock, app } = await hooked({ hookOrder: 'none' })
    app.react = (_, index) => (index === 0 ? 500 : 200)
    await create(simulator, 'class-1')
    await simulator.idle()
    await visit(simulator, 'class-1')
    await simulator.idle()
    await clock.advance(100)
    await simulator.idle()
    const [first, ...others] = idsOf(app.received)
    expect([first, others.at(-1)]).toEqual(['meeting-created', 'meeting-created'])
    expect(others.slice(0, -1).toSorted()).toEqual(['user-joined', 'user-presenter-assigned'])
  })

  test('is given up when its hook is destroyed', async () => {
    const { simulator, clock, app, hookID } = await hooked()
    app.react = () => 500
    await create(simulator, 'class-1')
    await simulator.idle()
    await hooks(simulator, 'destroy', { hookID })
    await clock.advance(60_000)
    await simulator.idle()
    expect(app.received).toHaveLength(1)
  })
})

describe('closing', () => {
  test('cancels what waits and breaks off what is under way', async () => {
    const { simulator, clock, app } = await hooked()
    const other = await receiver()
    await register(simulator, other.url)
    app.react = () => 500
    other.react = () => 'hang'
    await create(simulator, 'class-1')
    await app.arrived(1)
    await other.arrived(1)
    const rest = simulator.idle()
    await simulator.close()
    await rest
    expect(clock.pending).toBe(0)
    simulator.forget('class-1')
    await clock.advance(600_000)
    expect([app.received.length, other.received.length]).toEqual([1, 1])
  })

  test('is like reset in that, which forgets the log too', async () => {
    const { simulator, clock, app } = await hooked()
    app.react = () => 500
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(simulator.deliveries).toHaveLength(1)
    simulator.reset()
    expect(simulator.deliveries).toEqual([])
    expect(clock.pending).toBe(0)
    app.react = () => 200
    await register(simulator, `${app.url}/again`)
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(simulator.deliveries).toMatchObject([{ url: `${app.url}/again`, delivered: true }])
  })
})
