import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BbbSignature } from '../../../../providers/bbb/events/signature.js'
import { isGenuine } from '../../../../providers/bbb/events/verify-hook.js'
import { type DeliveryInput, delivery, digest, hookBody, SECRET, vendorEvent } from './support.js'

const url = 'https://example.com/hook'
/** The fact sheet's example. */
const body = 'domain=bbb.example.com&event=%5B%5D&timestamp=1700000000000'

function accepts(
  input: DeliveryInput,
  signatures: readonly BbbSignature[] = ['body'],
  secrets: readonly string[] = [SECRET],
): boolean {
  return isGenuine(delivery({ url, body, ...input }), { signatures, secrets })
}

function checksum(algorithm = 'sha256', text: string | Uint8Array = body, secret = SECRET): string {
  return `checksum=${digest(algorithm, url, text, secret)}`
}

describe('a call of the hook', () => {
  it('is proven as the examples of the fact sheet are', () => {
    expect(accepts({ query: 'checksum=a4723edb7d600f1633a4d724437bf5076e0989cd' })).toBe(true)
    const constant = { query: 'checksum=120f34c3c8bfcbabe6b0eb58709494e2ff798d8c' }
    expect(accepts(constant)).toBe(false)
    expect(accepts(constant, ['object'])).toBe(false)
    expect(accepts(constant, ['body', 'constant'])).toBe(true)
  })

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('may be signed by %s', (algorithm) => {
    expect(accepts({ query: checksum(algorithm) })).toBe(true)
    expect(accepts({ query: checksum(algorithm).toUpperCase().replace('CHECKSUM', 'checksum') })).toBe(true)
    expect(accepts({ query: checksum(algorithm, '{}') }, ['constant'])).toBe(true)
  })

  it.each(['md5', 'sha224', 'sha512-256', 'ripemd160', 'sha3-256'])(
    'counts for nothing by %s',
    (algorithm) => {
      expect(accepts({ query: checksum(algorithm) }, ['body', 'object', 'constant'])).toBe(false)
    },
  )

  it('is refused where any part of it is another', () => {
    const good = checksum()
    const refused: DeliveryInput[] = [
      { query: good, body: body.replace('bbb', 'ccc') },
      { query: good, body: body.slice(0, -1) },
      { query: good, body: `${body}\n` },
      { query: good, body: '' },
      { query: good, url: `${url}/` },
      { query: good, url: `${url}?${good}` },
      { query: checksum('sha256', body, `${SECRET}x`) },
      { query: checksum('sha256', body, '') },
      { query: good.slice(0, -1) },
      { query: `${good}0` },
      { query: good.replace(/.$/, 'g') },
      { query: `${good}&${good}` },
      { query: `checksum=&${good}` },
      { query: 'checksum=' },
      { query: '' },
      { query: '', headers: { 'x-checksum': good } },
    ]
    for (const input of refused) expect(accepts(input), JSON.stringify(input)).toBe(false)
    expect(accepts({ query: good })).toBe(true)
  })

  it('is refused where something before us has written the body anew', () => {
    const sent = hookBody([vendorEvent('user-joined', { user: { name: 'Ann Bee' } })])
    const query = checksum('sha256', sent)
    expect(sent).toContain('Ann+Bee')
    expect(accepts({ query, body: sent })).toBe(true)
    expect(accepts({ query, body: sent.replace('Ann+Bee', 'Ann%20Bee') })).toBe(false)
    expect(accepts({ query, body: sent.replaceAll('%5B', '%5b') })).toBe(false)
    expect(
      accepts({ query, body: String(new URLSearchParams([...new URLSearchParams(sent)].toReversed())) }),
    ).toBe(false)
  })

  it('is refused after a change of any one byte of the body', () => {
    const sent = Buffer.from(hookBody([vendorEvent('meeting-ended', { meeting: { name: 'Ä 中' } })]))
    const query = checksum('sha1', sent)
    expect(accepts({ query, body: sent })).toBe(true)
    fc.assert(
      fc.property(fc.nat(sent.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(sent)
        changed[at] = (changed[at] ?? 0) ^ change
        return !accepts({ query, body: changed }, ['body'])
      }),
    )
  })

  it('is accepted with each of the secrets while one is rotated, and with no other', () => {
    const secrets = ['new', 'old', 'oldest']
    for (const secret of secrets)
      expect(accepts({ query: checksum('sha256', body, secret) }, ['body'], secrets)).toBe(true)
    expect(accepts({ query: checksum('sha256', body, 'older') }, ['body'], secrets)).toBe(false)
  })
})

describe('the signature of webhooks 2', () => {
  const event = JSON.stringify([vendorEvent('user-joined', { user: { name: 'Ann "B" Ä' } })])
  const text = JSON.stringify({ event, timestamp: 1_700_000_000_000, domain: 'bbb.example.com' })
  const sent = String(new URLSearchParams({ event, timestamp: '1700000000000', domain: 'bbb.example.com' }))
  const query = checksum('sha1', text)

  it('is of an object of what the form holds', () => {
    expect(accepts({ query, body: sent }, ['object'])).toBe(true)
    expect(accepts({ query, body: sent }, ['body', 'constant'])).toBe(false)
    expect(accepts({ query, body: sent }, ['body', 'object'])).toBe(true)
    // Written otherwise, the form holds the same.
    expect(accepts({ query, body: sent.replace('Ann+', 'Ann%20') }, ['object'])).toBe(true)
  })

  it.each([
    ['another event', sent.replace('Ann', 'Bob')],
    ['another time', sent.replace('1700000000000', '1700000000001')],
    ['another way to write the time', sent.replace('1700000000000', '1.7e12')],
    ['a time with a zero before it', sent.replace('1700000000000', '01700000000000')],
    ['another domain', sent.replace('bbb.example', 'ccc.example')],
    ['a field twice', `${sent}&domain=bbb.example.com`],
    ['no time', sent.replace('timestamp', 'time')],
    ['nothing', ''],
  ])('is refused with %s', (_what, changed) => {
    expect(accepts({ query, body: changed }, ['object'])).toBe(false)
  })

  it('is by SHA-1 and nothing else', () => {
    for (const algorithm of ['sha256', 'sha384', 'sha512'])
      expect(accepts({ query: checksum(algorithm, text), body: sent }, ['object'])).toBe(false)
  })
})

describe('the secret as bearer token', () => {
  const headers = { authorization: `Bearer ${SECRET}` }

  it('counts only where it is named', () => {
    expect(accepts({ headers })).toBe(false)
    expect(accepts({ headers }, ['body', 'object', 'constant'])).toBe(false)
    expect(accepts({ headers }, ['bearer'])).toBe(true)
    expect(accepts({ headers }, ['bearer'], ['new', SECRET])).toBe(true)
    expect(accepts({ headers: { authorization: `bearer ${SECRET}` } }, ['bearer'])).toBe(true)
  })

  it.each([
    '',
    SECRET,
    'Bearer',
    'Bearer ',
    `Basic ${SECRET}`,
    `Bearer ${SECRET}x`,
    `Bearer ${SECRET.slice(1)}`,
    `Bearer ${SECRET}, Bearer ${SECRET}`,
  ])('is not %j', (authorization) => {
    expect(accepts({ headers: { authorization } }, ['bearer'])).toBe(false)
  })

  it('leaves the checksum what it is', () => {
    expect(accepts({ query: checksum() }, ['bearer'])).toBe(false)
    expect(accepts({ query: checksum() }, ['bearer', 'body'])).toBe(true)
    expect(accepts({ query: checksum().replace(/.$/, 'g'), headers: {} }, ['bearer', 'body'])).toBe(false)
  })
})
