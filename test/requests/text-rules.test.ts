import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/config/parsed.js'
import {
  flag,
  integer,
  isWebUrl,
  matching,
  multilineText,
  oneOf,
  text,
  webUrl,
} from '../../src/requests/text-rules.js'

/** The rules that a value breaks. */
function broken(schema: v.GenericSchema, value: unknown): readonly string[] {
  const parsed = parse(v.strictObject({ field: schema }), { field: value })
  return parsed.ok ? [] : parsed.problems.map(({ path, rule }) => `${path} ${rule}`)
}

const oddity = 'field must hold no control characters, no lone surrogates, and neither U+FFFE nor U+FFFF'
const multilineOddity =
  'field must hold no control characters but line breaks and tabs, no lone surrogates, and neither U+FFFE nor U+FFFF'

describe('text', () => {
  test.each([
    'ab',
    '👩‍🏫 lesson',
    'ريانة',
    '\u2028line',
    '\u00a0\u200b',
    '\ufeffbom',
    '\ue000',
    '\u{10ffff}',
  ])('takes %j', (value) => {
    expect(broken(text(1, 64), value)).toEqual([])
    expect(broken(multilineText(1, 64), value)).toEqual([])
  })

  test.each([
    ['too short', 'a', ['field must have 2 to 4 characters']],
    ['too long', 'abcde', ['field must have 2 to 4 characters']],
    ['too long in UTF-16 units', '👩‍🏫', ['field must have 2 to 4 characters']],
    ['no text', 5, ['field must be a string']],
    ['a text object', new String('ab'), ['field must be a string']],
    ['nothing', undefined, ['field is required']],
    ['null', null, ['field must be a string']],
    ['a bell', 'ab\u0007', [oddity]],
    ['a line break', 'a\nb', [oddity]],
    ['a tab', 'a\tb', [oddity]],
    ['a NUL', 'ab\u0000', [oddity]],
    ['a delete', 'ab\u007f', [oddity]],
    ['a C1 control', 'ab\u0085', [oddity]],
    ['a high surrogate alone', 'ab\ud83d', [oddity]],
    ['a low surrogate alone', '\ude00ab', [oddity]],
    ['swapped surrogates', '\ude00\ud83d', [oddity]],
    ['what XML does not know', 'ab\uffff', [oddity]],
    ['the same with another end', 'ab\ufffe', [oddity]],
    ['several faults', '\u0007', ['field must have 2 to 4 characters', oddity]],
  ])('refuses %s', (_what, value, rules) => {
    expect(broken(text(2, 4), value)).toEqual(rules)
  })

  test('over several lines takes line breaks and tabs, and no other control', () => {
    expect(broken(multilineText(0, 50), 'a\nb\r\nc\td')).toEqual([])
    for (const odd of [
      '\u0000',
      '\u0007',
      '\u000b',
      '\u000c',
      '\u001b',
      '\u007f',
      '\u0085',
      '\ud800',
      '\udfff',
    ])
      expect(broken(multilineText(0, 50), `a${odd}b`)).toEqual([multilineOddity])
  })

  test('takes exactly what is well formed and free of controls', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        'a',
        'é',
        '😀',
        '\ud83d',
        '\ude00',
        '\u0000',
        '\n',
        '\t',
        '\r',
        '\u007f',
        '\u009f',
        '\u00a0',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
        const value = units.join('')
        const lone = [...value].some((character) => {
          const code = character.codePointAt(0) ?? 0
          return code >= 0xd800 && code <= 0xdfff
        })
        const controls = [...value].map((character) => character.codePointAt(0) ?? 0)
        const isControl = (code: number): boolean =>
          code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xfffe || code === 0xffff
        expect(broken(text(0, 99), value).length === 0).toBe(!lone && !controls.some(isControl))
        const others = controls.filter((code) => ![9, 10, 13].includes(code))
        expect(broken(multilineText(0, 99), value).length === 0).toBe(!lone && !others.some(isControl))
      }),
    )
  })
})

describe('the other rules', () => {
  test.each([1, 5, 3])('integer takes %i', (value) => expect(broken(integer(1, 5), value)).toEqual([]))

  test.each([0, 6, -1, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3', true, null, 3n, [3]])(
    'integer refuses %s, once',
    (value) => expect(broken(integer(1, 5), value)).toEqual(['field must be a whole number from 1 to 5']),
  )

  test('oneOf shows the words', () => {
    expect(broken(oneOf('off', 'hd'), 'hd')).toEqual([])
    for (const value of ['HD', '', 1, null, ['hd'], 'toString'])
      expect(broken(oneOf('off', 'hd'), value)).toEqual(['field must be one of "off", "hd"'])
  })

  test('matching shows the pattern, and means the whole text', () => {
    const id = matching(/^[a-z]{2,4}$/)
    expect(broken(id, 'abc')).toEqual([])
    for (const value of ['a', 'abc\n', 'ABC', ''])
      expect(broken(id, value)).toEqual(['field must match ^[a-z]{2,4}$'])
    expect(broken(id, 5)).toEqual(['field must be a string'])
  })

  test.each([0, 1, 'true', null, 'yes'])('flag refuses %s', (value) => {
    expect(broken(flag, value)).toEqual(['field must be true or false'])
  })

  test.each([
    'https://example.com',
    'http://example.com:8080/a/b?c=d&e=%20#f',
    'HTTPS://EXAMPLE.COM/',
    'https://[::1]:8443/x',
    'https://münchen.example/straße',
    'https://example.com/{id}',
    'http://localhost',
  ])('webUrl takes %s', (value) => expect(broken(webUrl(200), value)).toEqual([]))

  test('webUrl takes a host with an umlaut also after many calls, which some versions of Node do not', () => {
    for (let call = 0; call < 30_000; call++)
      if (!isWebUrl('https://münchen.example/straße')) expect.unreachable(`refused by call ${call}`)
    expect(isWebUrl('https://mün chen.example/')).toBe(false)
    expect(isWebUrl('https://münchen.example:99999/')).toBe(false)
  })

  test.each([
    'example.com',
    '//example.com',
    '/path',
    'ftp://example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    'https:///',
    'https:example.com',
    'https:/example.com',
    ' https://example.com',
    'https://example.com ',
    'https://user@example.com/',
    'https://user:pw@example.com/',
    'https://:pw@example.com/',
    'https://exa mple.com',
    'https://example.com:99999/',
  ])('webUrl refuses %j', (value) =>
    expect(broken(webUrl(200), value)).toEqual([
      'field must be an absolute http or https URL without user and password',
    ]),
  )
})
