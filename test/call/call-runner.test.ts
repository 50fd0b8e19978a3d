import { describe, expect, test } from 'vitest'
import { CallRunner, noOptions } from '../../src/call/call-runner.js'
import type { CallReport, OnCall } from '../../src/call/on-call.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'
import { TestClock } from '../../src/testing/test-clock.js'

const ref: MeetingRef = { v: 1, provider: 'bbb-eu', id: 'class-42', incarnation: 1, vendor: {} }

function setUp(onCall?: OnCall): { clock: TestClock; runner: CallRunner; reports: CallReport[] } {
  const clock = new TestClock(0)
  const reports: CallReport[] = []
  const hook: OnCall = onCall ?? ((report) => void reports.push(report))
  return { clock, reports, runner: new CallRunner({ clock, timeoutMs: 1_000, strict: false, onCall: hook }) }
}

async function rejection(promise: Promise<unknown>): Promise<MeetingError> {
  const error: unknown = await promise.then(
    () => expect.unreachable('succeeded'),
    (thrown: unknown) => thrown,
  )
  expect(MeetingError.is(error)).toBe(true)
  return error as MeetingError
}

describe('what a call is reported as', () => {
  test('operation, instance and duration of one that succeeds', async () => {
    const { clock, runner, reports } = setUp()
    const answer = await runner.run('join', noOptions, async (_call, progress) => {
      progress.ref = ref
      await clock.advance(42)
      return 'in'
    })
    expect(answer).toBe('in')
    expect(reports).toEqual([{ operation: 'join', provider: 'bbb-eu', outcome: 'ok', durationMs: 42 }])
  })

  test('the code, too, of one that fails', async () => {
    const { clock, runner, reports } = setUp()
    const running = runner.run('end', noOptions, async (_call, progress) => {
      progress.ref = ref
      await clock.advance(7)
      throw new MeetingError({ code: 'quota', message: 'no more' })
    })
    await rejection(running)
    expect(reports).toEqual([
      { operation: 'end', provider: 'bbb-eu', outcome: 'error', code: 'quota', durationMs: 7 },
    ])
  })

  test('the instance that an error names, where no ref was known yet', async () => {
    const { runner, reports } = setUp()
    const error = new MeetingError({ code: 'quota', message: 'no more', provider: 'chime' })
    expect(
      await rejection(runner.run('createMeeting', noOptions, () => Promise.reject(error))),
    ).toMatchObject({
      provider: 'chime',
    })
    expect(reports).toMatchObject([{ provider: 'chime', code: 'quota' }])
  })

  test('no instance where none was chosen', async () => {
    const { runner, reports } = setUp()
    await rejection(runner.run('info', { timeoutMs: -1 }, async () => undefined))
    expect(reports).toEqual([{ operation: 'info', outcome: 'error', code: 'invalid-request', durationMs: 0 }])
  })

  test('once, whatever the hook throws or rejects with', async () => {
    let calls = 0
    const rejecting: OnCall = async () => {
      calls += 1
      throw new Error('the log is down')
    }
    const throwing: OnCall = () => {
      calls += 1
      throw new Error('the log is down')
    }
    for (const hook of [throwing, rejecting]) {
      const { runner } = setUp(hook)
      expect(await runner.run('check', noOptions, async () => 1)).toBe(1)
      expect(
        (await rejection(runner.run('check', noOptions, () => Promise.reject(new Error('x'))))).code,
      ).toBe('unknown')
    }
    // A rejection that nobody handles would fail this run.
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls).toBe(4)
  })
})

describe('what a call fails with', () => {
  test('says where it came up, and keeps what it says itself', async () => {
    const { runner } = setUp()
    const named = await rejection(
      runner.run('join', noOptions, async (_call, progress) => {
        progress.ref = ref
        throw new MeetingError({ code: 'capacity', message: 'full' })
      }),
    )
    expect(named).toMatchObject({ operation: 'join', provider: 'bbb-eu', ref })
    const itself = await rejection(
      runner.run('join', noOptions, async (_call, progress) => {
        progress.ref = ref
        throw new MeetingError({ code: 'capacity', message: 'full', provider: 'other' })
      }),
    )
    expect(itself.provider).toBe('other')
  })

  test.each([
    [
      'an error',
      new TypeError('x is not a function, secret=abc'),
      'not foreseen: x is not a function, secret=***',
    ],
    ['a text', 'oops', 'not foreseen: oops'],
    ['nothing', undefined, 'not foreseen: undefined'],
    ['an object that is no text', Object.create(null) as object, 'not foreseen: a thrown object'],
  ])('is a MeetingError of code unknown where the work throws %s', async (_what, thrown, message) => {
    const { runner } = setUp()
    const error = await rejection(runner.run('info', noOptions, () => Promise.reject(thrown)))
    expect(error).toMatchObject({ code: 'unknown', effect: 'unknown', message, operation: 'info' })
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('is a MeetingError of another copy of the class as it stands', async () => {
    const { runner } = setUp()
    const path: string = '../../src/errors/meeting-error.js?cjs-copy'
    const { MeetingError: Other } = (await import(path)) as { MeetingError: typeof MeetingError }
    const error = await rejection(
      runner.run('info', noOptions, () => Promise.reject(new Other({ code: 'forbidden', message: 'no' }))),
    )
    expect(error).toMatchObject({ code: 'forbidden', operation: 'info' })
  })
})

describe('the options of a call', () => {
  test.each([
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: 600_001 }],
    ['timeoutMs', { timeoutMs: '5' }],
    ['tenant', { tenant: '' }],
    ['tenant', { tenant: 'a\nb' }],
    ['tenant', { tenant: 'x'.repeat(129) }],
    ['strict', { strict: 'yes' }],
    ['signal', { signal: {} }],
    ['timeout', { timeout: 5 }],
    ['wait', { wait: true }],
    ['', null],
    ['', 'fast'],
  ])('are refused, naming %j, for %j', async (path, options) => {
    const { runner, clock } = setUp()
    let worked = false
    const error = await rejection(
      runner.run('createMeeting', options as object, async () => {
        worked = true
      }),
    )
    expect(error).toMatchObject({ code: 'invalid-request', effect: 'none', operation: 'createMeeting' })
    expect(error.problems?.map((problem) => problem.path)).toContain(path)
    expect([worked, clock.pending]).toEqual([false, 0])
  })

  test('of an end may say how to wait', async () => {
    const { runner } = setUp()
    await runner.run('end', { wait: true, waitMs: 5 }, async () => undefined)
    const error = await rejection(runner.run('end', { waitMs: 0 }, async () => undefined))
    expect(error.problems?.map(({ path }) => path)).toEqual(['waitMs'])
  })

  test('reach the call, with the configured ones where they are left out', async () => {
    const clock = new TestClock(0)
    const runner = new CallRunner({ clock, timeoutMs: 1_000, strict: true })
    const seen = async (options: object, extraMs = 0): Promise<unknown[]> =>
      runner.run(
        'end',
        options,
        async (call) => [call.remainingMs, call.strict, call.abortable],
        () => extraMs,
      )
    expect(await seen({})).toEqual([1_000, true, false])
    expect(await seen({ timeoutMs: 5, strict: false })).toEqual([5, false, false])
    expect(await seen({ timeoutMs: 5, signal: new AbortController().signal }, 100)).toEqual([105, true, true])
  })
})
