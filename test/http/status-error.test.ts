import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../src/errors/codes.js'
import { retryAfter, statusError } from '../../src/http/status-error.js'

const now = Date.parse('2026-01-05T09:00:00Z')

describe('statusError', () => {
  test.each([
    [200, 'invalid-response', 'unknown', false],
    [201, 'invalid-response', 'unknown', false],
    [204, 'invalid-response', 'unknown', false],
    [301, 'invalid-response', 'none', false],
    [302, 'invalid-response', 'none', false],
    [400, 'invalid-response', 'none', false],
    [401, 'unauthenticated', 'none', false],
    [403, 'forbidden', 'none', false],
    [404, 'invalid-response', 'none', false],
    [407, 'unauthenticated', 'none', false],
    [408, 'timeout', 'unknown', true],
    [413, 'invalid-request', 'none', false],
    [414, 'invalid-request', 'none', false],
    [429, 'rate-limited', 'none', true],
    [431, 'invalid-request', 'none', false],
    [500, 'unavailable', 'unknown', true],
    [502, 'unavailable', 'unknown', true],
    [503, 'unavailable', 'none', true],
    [504, 'timeout', 'unknown', true],
    [599, 'unavailable', 'unknown', true],
  ])('makes %i %s, effect %s, retryable %s', (status, code, effect, retryable) => {
    const error = statusError({ status, headers: {}, body: '' }, 'XML', now)
    expect(error).toMatchObject({
      code,
      effect,
      retryable,
      vendorCode: `HTTP ${status}`,
      retryAfterMs: undefined,
    })
    expect(error.message).toBe(`expected XML, got HTTP ${status} with an empty body`)
  })

  test('gives every status a code of the closed list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
        expect(errorCodes).toHaveProperty(statusError({ status, headers: {}, body: '' }, 'XML', now).code)
      }),
    )
  })

  test('quotes the beginning of the body, without credentials', () => {
    const body = `<html>\n<a href="/join?sessionToken=abc123">in</a>${'.'.repeat(500)}`
    const { message } = statusError({ status: 404, headers: {}, body }, 'XML', now)
    expect(message).toMatch(
      /^expected XML, got HTTP 404 "<html> <a href="\/join\?sessionToken=\*\*\*">in<\/a>\.+…"$/,
    )
    expect(message.length).toBeLessThan(200)
  })

  test.each([429, 503])('passes on when to come back after %i', (status) => {
    const error = statusError({ status, headers: { 'retry-after': '7' }, body: '' }, 'XML', now)
    expect(error.retryAfterMs).toBe(7_000)
  })
})

describe('retryAfter', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 3 ', 3_000],
    ['Mon, 05 Jan 2026 09:00:30 GMT', 30_000],
    ['Monday, 05-Jan-26 09:00:30 GMT', 30_000],
    ['Mon, 05 Jan 2026 08:00:00 GMT', 0],
    ['9'.repeat(400), undefined],
    ['', undefined],
    ['soon', undefined],
    ['soon 3', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['2026', 2_026_000],
  ])('reads %j as %s', (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms)
  })

  test('is undefined without the header', () => {
    expect(retryAfter(undefined, now)).toBeUndefined()
  })

  test('never answers a negative or an endless wait, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const ms = retryAfter(header, now)
        if (ms !== undefined) expect(Number.isFinite(ms) && ms >= 0).toBe(true)
      }),
    )
  })
})
