import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { meetingIdPattern } from '../../src/identity/meeting-id.js'
import { checkMeetingRef, formatMeetingRef, isRefText, parseMeetingRef } from '../../src/identity/ref-text.js'
import { readTarget } from '../../src/identity/resolve-target.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'

const plain: MeetingRef = {
  v: 1,
  provider: 'bbb-eu',
  tenant: 'acme',
  id: 'class-42',
  incarnation: 3,
  vendor: { createTime: '1531240585189' },
}

const ref: fc.Arbitrary<MeetingRef> = fc
  .record({
    provider: fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/),
    tenant: fc.option(fc.string({ minLength: 1, maxLength: 128, unit: 'binary' }), { nil: undefined }),
    id: fc.stringMatching(/^[A-Za-z0-9_-]{2,64}$/),
    incarnation: fc.nat(),
    vendor: fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 40, unit: 'grapheme' }), {
      maxKeys: 4,
    }),
  })
  .map(({ tenant, vendor, ...rest }) => ({
    v: 1,
    ...rest,
    ...(tenant === undefined ? {} : { tenant }),
    vendor: { ...vendor },
  }))

function problem(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error).toMatchObject({ code: 'invalid-request', effect: 'none' })
    return error.message
  }
  return expect.unreachable('was accepted')
}

describe('the text of a ref', () => {
  test('is read back as the ref that it was', () => {
    fc.assert(
      fc.property(ref, (any) => {
        const text = formatMeetingRef(any)
        expect(text).toMatch(/^amr1\.[A-Za-z0-9_-]+$/)
        expect(parseMeetingRef(text)).toEqual(any)
        expect(readTarget(text)).toEqual(any)
        expect(isRefText(text)).toBe(true)
        expect(meetingIdPattern.test(text)).toBe(false)
      }),
    )
  })

  test('stays what it was written as for ever', () => {
    expect(
      parseMeetingRef(
        'amr1.eyJ2IjoxLCJwcm92aWRlciI6ImJiYi1ldSIsInRlbmFudCI6ImFjbWUiLCJpZCI6ImNsYXNzLTQyIiwiaW5jYXJuYXRpb24iOjMsInZlbmRvciI6eyJjcmVhdGVUaW1lIjoiMTUzMTI0MDU4NTE4OSJ9fQ',
      ),
    ).toEqual(plain)
  })

  test('that is damaged anywhere is refused or is another well-formed ref, and nothing else happens', () => {
    const text = formatMeetingRef(plain)
    const damage = fc.oneof(
      fc
        .tuple(fc.nat({ max: text.length - 1 }), fc.string({ maxLength: 3, unit: 'binary' }))
        .map(([at, other]) => text.slice(0, at) + other + text.slice(at + 1)),
      fc.nat({ max: text.length - 1 }).map((at) => text.slice(0, at)),
      fc.string().map((tail) => text + tail),
      fc.base64String().map((body) => `amr1.${body}`),
      fc.json().map((json) => `amr1.${Buffer.from(json).toString('base64url')}`),
    )
    fc.assert(
      fc.property(damage, (damaged) => {
        try {
          expect(checkMeetingRef(readTarget(damaged))).toEqual(readTarget(damaged))
        } catch (error) {
          if (!MeetingError.is(error)) throw error
          expect(error.code).toBe('invalid-request')
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['something else', 'class-42', 'target must begin with "amr1."'],
    ['nothing', 'amr1.', 'target is damaged: it does not hold what formatMeetingRef wrote'],
    ['no JSON', 'amr1.zzzz', 'target is damaged: it does not hold what formatMeetingRef wrote'],
    [
      'a number',
      `amr1.${Buffer.from('5').toString('base64url')}`,
      'target must be a meeting ref, its text, or a meeting id',
    ],
    ['too much', `amr1.${'A'.repeat(4_092)}`, 'target must have at most 4096 characters'],
    [
      'the future',
      formatMeetingRef({ ...plain, v: 2 } as never),
      'target.v must be 1: this version of the library knows no other',
    ],
  ])('is refused where it holds %s', (_what, text, message) => {
    expect(problem(() => parseMeetingRef(text))).toBe(message)
  })
})

describe('a ref as an object', () => {
  test('is copied, and stripped of what does not belong to it', () => {
    const given = { ...plain, secret: 'x', vendor: { ...plain.vendor } }
    const checked = checkMeetingRef(given)
    expect(checked).toEqual(plain)
    expect(checked.vendor).not.toBe(given.vendor)
    expect(checkMeetingRef({ ...plain, tenant: undefined })).not.toHaveProperty('tenant')
  })

  test.each([
    ['', null],
    ['', 5],
    ['', undefined],
    ['.v', {}],
    ['.v', { ...plain, v: '1' }],
    ['.provider', { ...plain, provider: '' }],
    ['.provider', { ...plain, provider: 5 }],
    ['.tenant', { ...plain, tenant: null }],
    ['.id', { ...plain, id: 'a' }],
    ['.id', { ...plain, id: 'a.b' }],
    ['.id', { ...plain, id: 42 }],
    ['.incarnation', { ...plain, incarnation: -1 }],
    ['.incarnation', { ...plain, incarnation: 1.5 }],
    ['.incarnation', { ...plain, incarnation: '1' }],
    ['.vendor', { ...plain, vendor: undefined }],
    ['.vendor', { ...plain, vendor: { createTime: 5 } }],
    ['.vendor', { ...plain, vendor: { a: { b: 'c' } } }],
    ['.vendor', { ...plain, vendor: 'createTime' }],
    ['.vendor', { ...plain, vendor: ['1'] }],
  ])('is refused, naming target%s', (member, value) => {
    expect(problem(() => checkMeetingRef(value))).toMatch(new RegExp(`^target${member.replace('.', '\\.')} `))
  })
})

describe('a target', () => {
  test('is an own id where it looks like one', () => {
    expect(readTarget('class-42')).toBe('class-42')
    expect(readTarget('amr1')).toBe('amr1')
  })

  test.each(['', 'a', 'a b', 'a.b', 'x'.repeat(65), 'AMR1.x', ' class-42', 'class-42\n', 'amr2.abc'])(
    'is refused where it is %j',
    (text) => {
      expect(problem(() => readTarget(text))).toBe(
        'target must be a ref, its text, or an id that matches ^[A-Za-z0-9_-]{2,64}$',
      )
    },
  )
})
