import { describe, expect, test } from 'vitest'
import { Call } from '../../src/call/call.js'
import { MeetingError, type MeetingErrorInit } from '../../src/errors/meeting-error.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import { TestClock } from '../../src/testing/test-clock.js'

interface Outcome {
  readonly attempts: readonly number[]
  readonly value?: string
  readonly error?: unknown
}

/** Runs attempts that fail in turn with these errors, the one after the last succeeds. */
async function attempt(
  errors: readonly unknown[],
  timeoutMs = 10_000,
  signal?: AbortSignal,
): Promise<Outcome> {
  const clock = new TestClock(0)
  const call = new Call({ clock, timeoutMs, strict: false, signal })
  const attempts: number[] = []
  const work = async (): Promise<string> => {
    attempts.push(clock.now())
    if (attempts.length <= errors.length) throw errors[attempts.length - 1]
    return 'done'
  }
  try {
    return {
      attempts,
      value: await clock.settle(
        call.run(() => repeatOnce(clock, call, work)),
        timeoutMs,
      ),
    }
  } catch (error) {
    return { attempts, error }
  } finally {
    expect(clock.pending).toBe(0)
  }
}

const passing = (more: Partial<MeetingErrorInit> = {}): MeetingError =>
  new MeetingError({ code: 'unavailable', message: 'down', effect: 'none', ...more })

describe('repeatOnce', () => {
  test('runs once what succeeds', async () => {
    expect(await attempt([])).toEqual({ attempts: [0], value: 'done' })
  })

  test('runs a second time, a little later, what failed without effect in a way that passes', async () => {
    const { attempts, value } = await attempt([passing()])
    expect([attempts.length, value]).toEqual([2, 'done'])
    expect(attempts[1]).toBeGreaterThanOrEqual(100)
    expect(attempts[1]).toBeLessThanOrEqual(300)
  })

  test('does not run a third time, and fails with the last failure', async () => {
    const second = passing({ message: 'still down' })
    const { attempts, error } = await attempt([passing(), second, passing()])
    expect([attempts.length, error]).toEqual([2, second])
  })

  test('waits as long as the vendor said', async () => {
    expect((await attempt([passing({ retryAfterMs: 4_000 })])).attempts).toEqual([0, 4_000])
    expect((await attempt([passing({ retryAfterMs: 0 })])).attempts).toEqual([0, 0])
  })

  test.each([
    ['an effect that is not known', passing({ effect: 'unknown' })],
    ['an effect', passing({ effect: 'done' })],
    ['a reason that does not pass', passing({ code: 'quota' })],
    ['a reason that does not pass here', passing({ retryable: false })],
    ['an abort', new MeetingError({ code: 'aborted', message: 'stop', effect: 'none' })],
    ['a bug', new TypeError('x is not a function')],
    ['nothing', undefined],
  ])('does not repeat what failed with %s', async (_what, failure) => {
    const { attempts, error } = await attempt([failure])
    expect([attempts, error]).toEqual([[0], failure])
  })

  test.each([999, 1_000, 5_000])(
    'does not begin a wait of %i ms that the time limit of 1000 would end',
    async (ms) => {
      const failure = passing({ retryAfterMs: ms })
      const { attempts, error } = await attempt([failure], 1_000)
      if (ms < 1_000) expect(attempts).toEqual([0, ms])
      else expect([attempts, error]).toEqual([[0], failure])
    },
  )

  test('counts the time that the first attempt took, also where nobody else does', async () => {
    const clock = new TestClock(0)
    const options = {
      signal: new AbortController().signal,
      abortable: false,
      remainingMs: 1_000,
      strict: false,
    }
    const failure = passing({ retryAfterMs: 300 })
    let attempts = 0
    const work = repeatOnce(clock, options, async () => {
      attempts += 1
      await new Promise<void>((resolve) => void clock.after(700, resolve))
      throw failure
    })
    await expect(clock.settle(work)).rejects.toBe(failure)
    expect([attempts, clock.pending]).toEqual([1, 0])
  })

  test('gives up the wait when the signal fires, without effect and without a second attempt', async () => {
    const controller = new AbortController()
    const running = attempt([passing({ retryAfterMs: 9_000 })], 10_000, controller.signal)
    controller.abort()
    const { attempts, error } = await running
    expect(attempts).toEqual([0])
    expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
  })
})
