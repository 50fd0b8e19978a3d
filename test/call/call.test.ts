import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { Call, type CallSettings } from '../../src/call/call.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { TestClock } from '../../src/testing/test-clock.js'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const never = (): Promise<never> => new Promise(() => undefined)

function setUp(settings: Partial<CallSettings> = {}): { clock: TestClock; call: Call } {
  const clock = new TestClock(0)
  return { clock, call: new Call({ clock, timeoutMs: 1_000, strict: false, ...settings }) }
}

/** Work that stops with this effect when the signal fires. */
function stoppable(effect: MeetingError['effect']): (call: Call) => Promise<never> {
  return (call) =>
    new Promise((_resolve, reject) => {
      const stop = (): void => reject(new MeetingError({ code: 'aborted', message: 'stopped below', effect }))
      call.signal.addEventListener('abort', stop, { once: true })
    })
}

async function rejection(promise: Promise<unknown>): Promise<MeetingError> {
  return promise.then(
    (value) => expect.unreachable(`succeeded with ${String(value)}`),
    (error: unknown) => error as MeetingError,
  )
}

describe('a call that ends by itself', () => {
  test('answers what the work answers, and leaves no timer and no listener', async () => {
    const { signal } = new AbortController()
    const { clock, call } = setUp({ signal })
    const running = call.run(async (self) => {
      expect(self).toBe(call)
      expect([clock.pending, getEventListeners(signal, 'abort').length]).toEqual([1, 1])
      await turn()
      return 'done'
    })
    expect(await running).toBe('done')
    expect([clock.pending, getEventListeners(signal, 'abort').length]).toEqual([0, 0])
  })

  test('passes on any failure untouched, and leaves no timer and no listener', async () => {
    const { signal } = new AbortController()
    const { clock, call } = setUp({ signal })
    const error = new TypeError('a bug')
    await expect(call.run(() => Promise.reject(error))).rejects.toBe(error)
    expect([clock.pending, getEventListeners(signal, 'abort').length]).toEqual([0, 0])
  })

  test('tells how much time is left, and never less than none', async () => {
    const { clock, call } = setUp()
    expect(call.remainingMs).toBe(1_000)
    await clock.advance(400)
    expect(call.remainingMs).toBe(600)
    await clock.advance(5_000)
    expect(call.remainingMs).toBe(0)
  })

  test('is abortable only where the caller gave a signal', () => {
    expect(setUp().call.abortable).toBe(false)
    expect(setUp({ signal: new AbortController().signal }).call.abortable).toBe(true)
  })
})

describe('the time limit', () => {
  test.each(['none', 'unknown', 'done'] as const)(
    'becomes a timeout with the effect %s that the work reports',
    async (effect) => {
      const { clock, call } = setUp()
      const running = rejection(call.run(stoppable(effect)))
      await clock.advance(999)
      expect(call.signal.aborted).toBe(false)
      await clock.advance(1)
      expect(await running).toMatchObject({
        code: 'timeout',
        effect,
        retryable: true,
        message: 'the time limit was reached',
      })
      expect(clock.pending).toBe(0)
    },
  )

  test('ends a call whose work ignores the signal, effect unknown', async () => {
    const { clock, call } = setUp()
    const running = rejection(call.run(never))
    await clock.advance(1_000)
    expect(await running).toMatchObject({ code: 'timeout', effect: 'unknown' })
    expect(clock.pending).toBe(0)
  })

  test('takes an answer that comes in the same turn', async () => {
    const { clock, call } = setUp()
    const running = call.run(
      (self) =>
        new Promise<string>((resolve) =>
          self.signal.addEventListener('abort', () => resolve('just in time')),
        ),
    )
    await clock.advance(1_000)
    expect(await running).toBe('just in time')
  })

  test('leaves another failure of that moment as it is', async () => {
    const { clock, call } = setUp()
    const refused = new MeetingError({ code: 'quota', message: 'no more' })
    const running = call.run(
      (self) =>
        new Promise((_resolve, reject) => self.signal.addEventListener('abort', () => reject(refused))),
    )
    const outcome = rejection(running)
    await clock.advance(1_000)
    expect(await outcome).toBe(refused)
  })

  test('keeps where the failure came up', async () => {
    const { clock, call } = setUp()
    const running = call.run(
      (self) =>
        new Promise((_resolve, reject) =>
          self.signal.addEventListener('abort', () =>
            reject(
              new MeetingError({
                code: 'aborted',
                message: 'x',
                effect: 'unknown',
                provider: 'bbb-eu',
                vendorCode: 'v',
              }),
            ),
          ),
        ),
    )
    const outcome = rejection(running)
    await clock.advance(1_000)
    expect(await outcome).toMatchObject({
      code: 'timeout',
      provider: 'bbb-eu',
      vendorCode: 'v',
      retryable: true,
    })
  })

  test('does not leave a rejection that nobody handles when the work fails later', async () => {
    const { clock, call } = setUp()
    let fail = (_error: Error): void => undefined
    const work = new Promise<never>((_resolve, reject) => {
      fail = reject
    })
    const running = rejection(call.run(() => work))
    await clock.advance(1_000)
    await running
    fail(new Error('too late'))
    // An unhandled rejection would fail this run.
    await turn()
  })
})

describe("the caller's signal", () => {
  test('that has fired already costs no work at all', async () => {
    const { clock, call } = setUp({ signal: AbortSignal.abort() })
    let worked = false
    const running = call.run(async () => {
      worked = true
    })
    expect(await rejection(running)).toMatchObject({ code: 'aborted', effect: 'none', retryable: false })
    expect([worked, clock.pending]).toEqual([false, 0])
  })

  test.each(['none', 'unknown', 'done'] as const)(
    'becomes aborted with the effect %s that the work reports',
    async (effect) => {
      const controller = new AbortController()
      const { clock, call } = setUp({ signal: controller.signal })
      const running = rejection(call.run(stoppable(effect)))
      await turn()
      controller.abort()
      expect(await running).toMatchObject({ code: 'aborted', effect })
      expect([clock.pending, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0])
    },
  )

  test('ends a call whose work ignores it, effect unknown', async () => {
    const controller = new AbortController()
    const { call } = setUp({ signal: controller.signal })
    const running = rejection(call.run(never))
    controller.abort()
    expect(await running).toMatchObject({ code: 'aborted', effect: 'unknown' })
  })

  test('wins over a time limit that comes after it, and loses to one before it', async () => {
    for (const first of ['abort', 'limit']) {
      const controller = new AbortController()
      const { clock, call } = setUp({ signal: controller.signal })
      const running = rejection(
        call.run(async (self) => {
          await new Promise<void>((resolve) => self.signal.addEventListener('abort', () => resolve()))
          controller.abort()
          return never()
        }),
      )
      if (first === 'abort') controller.abort()
      await clock.advance(1_000)
      expect((await running).code).toBe(first === 'abort' ? 'aborted' : 'timeout')
    }
  })

  test('may live through any number of calls without gathering listeners or warnings', async () => {
    const { signal } = new AbortController()
    const warnings: unknown[] = []
    const note = (warning: unknown): void => {
      warnings.push(warning)
    }
    process.on('warning', note)
    const clock = new TestClock(0)
    const call = (): Promise<void> =>
      new Call({ clock, timeoutMs: 1_000, strict: false, signal }).run(async (self) => {
        expect(self.signal.aborted).toBe(false)
        await turn()
      })
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 500 }, call))
    await turn()
    process.off('warning', note)
    expect([getEventListeners(signal, 'abort').length, clock.pending, warnings]).toEqual([0, 0, []])
  })
})

describe('the signal for everything below', () => {
  test('is made once, and is not the one of the caller', async () => {
    const { signal } = new AbortController()
    const { call } = setUp({ signal })
    expect(call.signal).toBe(call.signal)
    expect(call.signal).not.toBe(signal)
    await call.run(async () => undefined)
    expect(call.signal.aborted).toBe(false)
  })

  test('has fired already for whoever asks after the stop', async () => {
    const { clock, call } = setUp()
    const running = rejection(
      call.run(async () => {
        await clock.advance(1_000)
        return never()
      }),
    )
    expect((await running).code).toBe('timeout')
    expect(call.signal.aborted).toBe(true)
  })
})
