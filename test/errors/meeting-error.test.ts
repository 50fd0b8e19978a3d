import { describe, expect, test } from 'vitest'
import { errorCodes, type MeetingErrorCode } from '../../src/errors/codes.js'
import { invalidRequest, problemsText } from '../../src/errors/invalid-request.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'

const codes = Object.keys(errorCodes) as MeetingErrorCode[]
const ref: MeetingRef = {
  v: 1,
  provider: 'bbb-eu',
  id: 'class-42',
  incarnation: 3,
  vendor: { createTime: '1' },
}

/** The same module once more, as the CommonJS build would be beside the ESM one. */
async function otherCopy(): Promise<typeof MeetingError> {
  const path: string = '../../src/errors/meeting-error.js?other-copy'
  const module = (await import(path)) as { MeetingError: typeof MeetingError }
  expect(module.MeetingError).not.toBe(MeetingError)
  return module.MeetingError
}

describe('recognising a MeetingError', () => {
  test('works by is() and instanceof across two copies of the class, in both directions', async () => {
    const Other = await otherCopy()
    const init = { code: 'quota', message: 'no more' } as const
    for (const error of [new MeetingError(init), new Other(init)])
      for (const Class of [MeetingError, Other]) {
        expect(Class.is(error)).toBe(true)
        expect(error instanceof Class).toBe(true)
        expect(error instanceof Error).toBe(true)
      }
  })

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'MeetingError'],
    ['a function', () => undefined],
    ['an object of the same shape', { name: 'MeetingError', code: 'quota', message: 'x', retryable: false }],
    ['a plain error of that name', Object.assign(new Error('x'), { name: 'MeetingError', code: 'quota' })],
  ])('does not take %s for one', (_what, value) => {
    expect(MeetingError.is(value)).toBe(false)
    expect(value instanceof MeetingError).toBe(false)
  })

  test('leaves no trace of the brand in keys, JSON or copies', () => {
    const error = new MeetingError({ code: 'quota', message: 'no more' })
    expect(Object.getOwnPropertySymbols({ ...error })).toEqual([])
    expect(MeetingError.is(JSON.parse(JSON.stringify(error)))).toBe(false)
  })
})

describe('the members of a MeetingError', () => {
  test.each(codes)('%s: come from the code where they are not given', (code) => {
    const error = new MeetingError({ code, message: 'why' })
    expect(error).toMatchObject({ name: 'MeetingError', message: 'why', code })
    expect(error.retryable).toBe(errorCodes[code].retryable)
    expect(error.effect).toBe(errorCodes[code].effect)
    expect(errorCodes[code].advice).toMatch(/^[A-Z].*[.`]$/)
    expect(error).not.toHaveProperty('cause')
  })

  test('are taken as given, also where they contradict the code', () => {
    const error = new MeetingError({ code: 'not-found', message: 'x', retryable: true, effect: 'done' })
    expect([error.retryable, error.effect]).toEqual([true, 'done'])
  })

  test('only codes that say so are worth repeating, and nothing was sent for a caller who made a mistake', () => {
    expect(codes.filter((code) => errorCodes[code].retryable)).toEqual([
      'rate-limited',
      'timeout',
      'unavailable',
    ])
    expect(codes.filter((code) => errorCodes[code].effect !== 'none')).toEqual([
      'timeout',
      'aborted',
      'unavailable',
      'invalid-response',
      'unknown',
    ])
  })

  test('hold no credential in the message', () => {
    const error = new MeetingError({
      code: 'unknown',
      message: 'GET /api/create?name=a&checksum=abc123 failed',
    })
    expect(error.message).toBe('GET /api/create?name=a&checksum=*** failed')
    expect(error.stack).not.toContain('abc123')
  })
})

describe('changing a MeetingError', () => {
  const cause = new Error('root')
  const original = new MeetingError({
    code: 'unavailable',
    message: 'down',
    retryAfterMs: 5,
    vendorCode: 'HTTP 502',
    problems: [{ path: 'a', rule: 'b' }],
    cause,
  })

  test('with() changes what it is given and keeps the rest, stack and cause included', () => {
    const changed = original.with({ effect: 'done', ref })
    expect(changed).not.toBe(original)
    expect(changed).toMatchObject({ ...original.toJSON(), effect: 'done', ref })
    expect(changed.stack).toBe(original.stack)
    expect(changed.cause).toBe(cause)
    expect(original.effect).toBe('unknown')
  })

  test('at() fills in where it came up and never overwrites what the error says already', () => {
    const first = original.at({ provider: 'bbb-eu', operation: 'join' })
    const second = first.at({ provider: 'chime', operation: 'createMeeting', ref })
    expect(second).toMatchObject({ provider: 'bbb-eu', operation: 'join', ref, code: 'unavailable' })
    expect(second.stack).toBe(original.stack)
    expect(second.cause).toBe(cause)
  })

  test('with() gives the defaults of another code where the old ones are taken back', () => {
    const stopped = new MeetingError({ code: 'aborted', message: 'stopped', effect: 'none' })
    const timeout = stopped.with({ code: 'timeout', retryable: undefined })
    expect([timeout.retryable, timeout.effect]).toEqual([true, 'none'])
  })
})

describe('a MeetingError as JSON', () => {
  test('says everything but the cause and the stack', () => {
    const error = new MeetingError({
      code: 'rate-limited',
      message: 'slow down',
      retryAfterMs: 250,
      provider: 'chime',
      operation: 'join',
      ref,
      vendorCode: 'ThrottlingException',
      cause: { Meeting: { JoinToken: 'secret' } },
    })
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'MeetingError',
      code: 'rate-limited',
      message: 'slow down',
      retryable: true,
      retryAfterMs: 250,
      effect: 'none',
      provider: 'chime',
      operation: 'join',
      ref,
      vendorCode: 'ThrottlingException',
    })
  })
})

describe('an error about a request', () => {
  test('lists every field with its rule, in the message and as problems', () => {
    const problems = [
      { path: 'name', rule: 'must be a string' },
      { path: '', rule: 'is required' },
    ]
    expect(problemsText(problems)).toBe('name must be a string; the value is required')
    expect(invalidRequest(problems)).toMatchObject({
      code: 'invalid-request',
      effect: 'none',
      retryable: false,
      message: 'name must be a string; the value is required',
      problems,
    })
  })
})
