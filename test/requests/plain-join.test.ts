import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/config/parsed.js'
import { joinSchema } from '../../src/requests/join-schema.js'
import { isPlainJoin } from '../../src/requests/plain-join.js'
import { isWebUrl } from '../../src/requests/text-rules.js'

const junk = fc.oneof(
  fc.constantFrom(undefined, null, '', 'x', 'attendee', 'moderator', 0, 1, true, false),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('https://example.com/a.png', 'https://u:p@example.com/', 'http:x', ' https://example.com'),
  fc.anything(),
)
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,48}$/)
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })

/** Mostly in order, so that a single fault has to be seen among right members. */
function memberOf<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: junk })
}

const participant = fc.record(
  {
    id: memberOf(id),
    name: memberOf(name),
    avatarUrl: memberOf(fc.webUrl({ withQueryParameters: true })),
    guest: memberOf(fc.boolean()),
    authenticated: memberOf(fc.boolean()),
    other: junk,
  },
  { requiredKeys: ['name'] },
)
const join = fc.record(
  {
    participant: memberOf(participant),
    role: memberOf(fc.constantFrom('attendee', 'moderator')),
    verify: memberOf(fc.boolean()),
    device: memberOf(id),
    other: junk,
  },
  { requiredKeys: ['participant'] },
)

describe('the quick look at a join', () => {
  it('lets nothing pass that the schema refuses', () => {
    fc.assert(
      fc.property(fc.oneof(join, fc.anything()), (request) => {
        if (isPlainJoin(request)) expect(parse(joinSchema, request)).toMatchObject({ ok: true })
      }),
      { numRuns: 3_000 },
    )
  })

  it.each([
    { participant: { name: 'Ann' } },
    { participant: { name: 'Zoë 李小龍', id: 'user-1' }, role: 'moderator' },
    {
      participant: {
        name: 'Ann',
        avatarUrl: 'https://example.com/a.png?x=1',
        guest: true,
        authenticated: false,
      },
      role: 'attendee',
      verify: true,
    },
  ])('spares the schema a common request: %j', (request) => {
    expect(isPlainJoin(request)).toBe(true)
  })

  it.each([
    undefined,
    null,
    'Ann',
    {},
    { participant: 'Ann' },
    { participant: {} },
    { participant: { name: '' } },
    { participant: { name: 'Ann\n' } },
    { participant: { name: 'Ann', id: 'a b' } },
    { participant: { name: 'Ann', avatarUrl: 'ann.png' } },
    { participant: { name: 'Ann', guest: 'yes' } },
    { participant: { name: 'Ann', authenticated: 1 } },
    { participant: { name: 'Ann', nick: 'A' } },
    { participant: { name: 'Ann' }, role: 'host' },
    { participant: { name: 'Ann' }, verify: 'no' },
    { participant: { name: 'Ann' }, device: 'phone' },
    { participant: { name: 'Ann' }, create: {} },
    { participant: { name: 'Ann' }, rol: 'moderator' },
  ])('leaves everything else to the schema: %j', (request) => {
    expect(isPlainJoin(request)).toBe(false)
  })
})

describe('a web URL', () => {
  it('is one for the URL class too, and holds no user and no password', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'https://',
        'http:',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '?',
        '#',
        ' ',
        '%40',
        '[::1]',
        '80',
        '65536',
      ),
      fc.constantFrom('a', 'B', '-', '.', '..', '1', '0x1', 'xn--', 'XN--a', 'example.com', '_', 'é'),
    )
    const prefix = fc.constantFrom('', 'https://', 'http://a.b')
    fc.assert(
      fc.property(prefix, fc.array(part, { maxLength: 8 }), (start, parts) => {
        const text = start + parts.join('')
        if (!isWebUrl(text)) return
        const { protocol, username, password } = new URL(text)
        expect(['http:', 'https:']).toContain(protocol)
        expect({ username, password }).toEqual({ username: '', password: '' })
      }),
      { numRuns: 3_000 },
    )
  })

  it.each([
    'https://example.com',
    'HTTP://example.com:8080/a b@c?d@e#f@g',
    'https://[::1]/x',
    'http://127.0.0.1?a',
  ])('is %s', (text) => {
    expect(isWebUrl(text)).toBe(true)
  })

  it.each([
    'https://u@example.com',
    'https://:@example.com',
    'https://u:p@example.com',
    'https:example.com',
    'https:///',
    ' https://a.b',
    'https://a.b ',
    'https://a b/',
    'https://a.b/ ',
    'ftp://a.b',
    'https://',
  ])('is not "%s"', (text) => {
    expect(isWebUrl(text)).toBe(false)
  })
})
