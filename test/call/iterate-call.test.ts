import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { CallSettings } from '../../src/call/call.js'
import { iterateCall } from '../../src/call/iterate-call.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import { TestClock } from '../../src/testing/test-clock.js'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function settings(more: Partial<CallSettings> = {}): CallSettings & { clock: TestClock } {
  const clock = new TestClock(0)
  return { timeoutMs: 1_000, strict: false, ...more, clock }
}

async function rejection(promise: Promise<unknown>): Promise<MeetingError> {
  const error: unknown = await promise.then(
    () => expect.unreachable('succeeded'),
    (thrown: unknown) => thrown,
  )
  return MeetingError.is(error) ? error : expect.unreachable(String(error))
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

describe('iterateCall', () => {
  test('hands out what the work yields, and leaves no timer and no listener', async () => {
    const { signal } = new AbortController()
    const given = settings({ signal, strict: true })
    let seen: ProviderCallOptions | undefined
    const list = iterateCall(given, async function* (options) {
      seen = options
      yield 1
      await turn()
      yield 2
    })
    expect(seen).toBeUndefined()
    expect(await all(list)).toEqual([1, 2])
    expect([seen?.abortable, seen?.strict, seen?.remainingMs]).toEqual([true, true, 1_000])
    expect([given.clock.pending, getEventListeners(signal, 'abort').length]).toEqual([0, 0])
  })

  test('measures each step by itself: what the caller does in between is not counted', async () => {
    const given = settings()
    const list = iterateCall(given, async function* () {
      for (let item = 0; item < 3; item++) {
        await new Promise<void>((resolve) => given.clock.after(900, resolve))
        yield item
      }
    })
    const items: number[] = []
    for (let next = given.clock.settle(list.next()); ; next = given.clock.settle(list.next())) {
      const result = await next
      if (result.done === true) break
      items.push(result.value)
      await given.clock.advance(60_000)
    }
    expect(items).toEqual([0, 1, 2])
  })

  test('ends a step that takes too long, and tells the work', async () => {
    const given = settings()
    let told = false
    const list = iterateCall(given, async function* (options) {
      options.signal.addEventListener('abort', () => {
        told = true
      })
      yield 1
      await new Promise(() => undefined)
    })
    expect((await list.next()).value).toBe(1)
    const failing = rejection(list.next())
    await turn()
    await given.clock.advance(1_000)
    expect(await failing).toMatchObject({ code: 'timeout', retryable: true })
    expect([told, given.clock.pending]).toEqual([true, 0])
    expect(await list.next()).toEqual({ done: true, value: undefined })
  })

  test("ends with the caller's signal, before the first step, in a step, and between two", async () => {
    const early = settings({ signal: AbortSignal.abort() })
    let opened = false
    const never = iterateCall(early, () => {
      opened = true
      return (async function* () {})()
    })
    expect(await rejection(never.next())).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(opened).toBe(false)

    for (const when of ['in', 'between']) {
      const controller = new AbortController()
      const list = iterateCall(settings({ signal: controller.signal }), async function* () {
        yield 1
        await new Promise(() => undefined)
      })
      await list.next()
      if (when === 'between') controller.abort()
      const failing = rejection(list.next())
      await turn()
      controller.abort()
      expect((await failing).code).toBe('aborted')
    }
  })

  test('tells the work when the caller leaves the loop', async () => {
    let told = false
    let cleaned = false
    const list = iterateCall(settings(), async function* (options) {
      options.signal.addEventListener('abort', () => {
        told = true
      })
      try {
        for (let item = 0; ; item++) yield item
      } finally {
        cleaned = true
      }
    })
    for await (const item of list) if (item === 2) break
    await turn()
    expect([told, cleaned]).toEqual([true, true])
  })

  test('fails with what the work fails with, in opening and in a step', async () => {
    const failure = new MeetingError({ code: 'quota', message: 'no more' })
    expect(await rejection(iterateCall(settings(), () => Promise.reject(failure)).next())).toBe(failure)
    const list = iterateCall(settings(), async function* () {
      yield 1
      throw failure
    })
    await list.next()
    expect(await rejection(list.next())).toBe(failure)
  })

  test('does not leave a rejection that nobody handles when the clean-up fails', async () => {
    const unruly: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: 1 }),
        return: () => Promise.reject(new Error('cannot clean up')),
      }),
    }
    for await (const item of iterateCall(settings(), () => unruly)) {
      expect(item).toBe(1)
      break
    }
    // An unhandled rejection would fail this run.
    await turn()
    await turn()
  })
})
