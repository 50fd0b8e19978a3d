import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { createEventHandler } from '../../src/events/create-event-handler.js'
import { BASE, delivery, SECRET, urlOf, world } from './support.js'

function thrown(work: () => unknown): MeetingError {
  try {
    work()
  } catch (error) {
    if (MeetingError.is(error)) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('an event handler', () => {
  test('is a function, and an object with fetch, that need nothing but themselves', async () => {
    const w = world()
    const machine = w.machine()
    const { fetch, onEvent } = machine.events
    const types: string[] = []
    onEvent('chat.message', ({ type }) => void types.push(type))
    expect((await fetch(delivery(machine, [w.message('a', { type: 'chat.message' })]))).status).toBe(200)
    const handle: (request: Request) => Promise<Response> = machine.events
    expect((await handle(delivery(machine, [w.message('b', { type: 'chat.message' })]))).status).toBe(200)
    expect(types).toEqual(['chat.message', 'chat.message'])
  })

  test.each([
    [{ maxBodyBytes: 1_023 }, 'maxBodyBytes'],
    [{ maxBodyBytes: 67_108_865 }, 'maxBodyBytes'],
    [{ answerWithinMs: 99 }, 'answerWithinMs'],
    [{ answerWithinMs: 60_001 }, 'answerWithinMs'],
    [{ listenerTimeoutMs: 0 }, 'listenerTimeoutMs'],
    [{ listenerTimeoutMs: 1.5 }, 'listenerTimeoutMs'],
    [{ rememberMs: 59_999 }, 'rememberMs'],
    [{ rememberMs: 2_592_000_001 }, 'rememberMs'],
    [{ parkAfterMs: -1 }, 'parkAfterMs'],
    [{ renewMs: 999 }, 'renewMs'],
    [{ renewMs: '300000' }, 'renewMs'],
    [{ presence: 'yes' }, 'presence'],
    [{ onProblem: true }, 'onProblem'],
    [{ retries: 3 }, 'retries'],
  ])('refuses %j, naming the option and its rule', (options, path) => {
    const { meetings } = world().machine()
    const error = thrown(() => createEventHandler(meetings, options as never))
    expect(error).toMatchObject({ code: 'invalid-request', problems: [{ path }] })
    expect(error.message).toContain(path)
  })

  test('takes every limit itself, and what is undefined for left out', () => {
    const w = world()
    const { meetings } = w.machine()
    const least = { maxBodyBytes: 1_024, answerWithinMs: 100, listenerTimeoutMs: 1, rememberMs: 60_000 }
    createEventHandler(meetings, { ...least, parkAfterMs: 0, renewMs: 1_000, presence: false })
    createEventHandler(meetings, { onProblem: undefined, renewMs: undefined } as never)
  })

  test('is made of nothing but what createMeetings answered', () => {
    for (const other of [undefined, {}, 'meetings'])
      expect(thrown(() => createEventHandler(other as never))).toMatchObject({
        code: 'invalid-request',
        problems: [{ path: 'meetings' }],
      })
  })

  test('refuses a listener for types that there are not', () => {
    const { events } = world().machine()
    for (const types of ['participant.join', ['participant.joined', 'toString'], []])
      expect(thrown(() => events.onEvent(types as never, () => undefined))).toMatchObject({
        code: 'invalid-request',
        problems: [{ path: 'types' }],
      })
  })

  test('refuses a listener that is none', () => {
    const { events } = world().machine()
    const onEvent = events.onEvent as (...args: unknown[]) => unknown
    for (const [args, path] of [
      [[], 'types'],
      [[[], () => undefined], 'types'],
      [[[7], () => undefined], 'types'],
      [['chat.message'], 'listener'],
      [['chat.message', 'print'], 'listener'],
    ] as const)
      expect(thrown(() => onEvent(...args))).toMatchObject({ code: 'invalid-request', problems: [{ path }] })
  })
})

describe('the URL of a way', () => {
  test('is the one that the vendor calls, the same in every process', () => {
    const w = world()
    const [one, other] = [w.machine(), w.machine()]
    const url = one.events.url('hook', { provider: 'x' })
    expect(url).toBe(urlOf(one))
    expect(other.events.url('hook', { provider: 'x' })).toBe(url)
    expect(url.startsWith(`${BASE}/hook/`)).toBe(true)
    expect(url).not.toContain(SECRET)
    expect(one.events.url('hook', { provider: 'x', tenant: 'school-7' })).toBe(
      urlOf(one, { tenant: 'school-7' }),
    )
  })

  test('is not made up for what is not configured', () => {
    const w = world()
    const { events } = w.machine()
    expect(thrown(() => events.url('hook', { provider: 'gone' })).code).toBe('not-configured')
    expect(thrown(() => events.url('../admin', { provider: 'x' })).problems).toMatchObject([{ path: 'way' }])
    expect(thrown(() => events.url('hook', {} as never)).problems).toMatchObject([{ path: 'from.provider' }])
    const silent = w.machine({}, { events: undefined } as never)
    expect(thrown(() => silent.events.url('hook', { provider: 'x' }))).toMatchObject({
      code: 'not-configured',
      problems: [{ path: 'events' }],
    })
  })
})
