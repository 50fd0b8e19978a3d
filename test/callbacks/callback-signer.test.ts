import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CallbackSigner } from '../../src/callbacks/callback-signer.js'
import { instanceUrls } from '../../src/callbacks/instance-urls.js'
import { resolveEvents } from '../../src/config/events-config.js'
import type { EventUrlClaims } from '../../src/spec/provider-events.js'

const BASE = 'https://app.example.com/meeting-events'
const secret = 'a-secret-of-sixteen-or-more'

function signer(secrets: string | readonly string[] = secret, url: string = BASE): CallbackSigner {
  return new CallbackSigner(resolveEvents({ url, secret: secrets }))
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/)
const way = fc.stringMatching(/^[a-z][a-z-]{0,31}$/)
const tenant = fc.string({ minLength: 1, maxLength: 128, unit: 'grapheme' })
const meeting = fc.record({ key: fc.stringMatching(/^[A-Za-z0-9_-]{2,64}$/), incarnation: fc.nat() })
const claims: fc.Arbitrary<EventUrlClaims> = fc.record(
  { provider: name, way, tenant, server: name, meeting },
  { requiredKeys: ['provider', 'way'] },
)

/** What the signer reads of a URL as it comes in by HTTP. */
function incoming(by: CallbackSigner, url: string): ReturnType<CallbackSigner['read']> {
  const path = by.pathOf(new URL(url).pathname)
  return path && by.read(path)
}

describe('a callback URL', () => {
  test('says what it was made of, in every process, and is the same wherever it is made', () => {
    fc.assert(
      fc.property(claims, (said) => {
        const url = signer().url(said)
        expect(signer().url(said)).toBe(url)
        expect(incoming(signer(), url)).toEqual({ claims: said, url })
        expect(signer().readUrl(url)).toEqual(said)
        // Vendors put it into queries, headers and XML.
        expect(url).toMatch(/^https:\/\/app\.example\.com\/meeting-events\/[a-z-]+\/[\w-]+\.[\w-]{22}$/)
      }),
    )
  })

  test('of other claims is another one', () => {
    fc.assert(
      fc.property(claims, claims, (one, other) => {
        const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
        expect(signer().url(one) === signer().url(other)).toBe(same)
      }),
    )
  })

  test('is read whatever stands before our part of it, and whatever was added as a query', () => {
    const url = signer().url({ provider: 'x', way: 'hook' })
    const path = new URL(url).pathname.slice('/meeting-events'.length)
    for (const href of [`http://10.0.0.1:3000${path}`, `http://h/a/b/c${path}`, `${url}?checksum=1&x=/y/z`])
      expect(incoming(signer(), href)).toEqual({ claims: { provider: 'x', way: 'hook' }, url })
  })

  test('that was changed in one place is none of ours', () => {
    const url = signer().url({
      provider: 'bbb-eu',
      tenant: 'school-7',
      way: 'hook',
      meeting: { key: 'ab', incarnation: 3 },
    })
    const start = `${BASE}/`.length
    const letters = fc.constantFrom(...'abcXYZ019-_.~%2e/')
    fc.assert(
      fc.property(fc.integer({ min: start, max: url.length - 1 }), letters, (index, letter) => {
        fc.pre(url[index] !== letter)
        const changed = url.slice(0, index) + letter + url.slice(index + 1)
        expect(signer().readUrl(changed)).toBeUndefined()
        expect(incoming(signer(), changed)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
    for (let end = start; end < url.length; end++) expect(signer().readUrl(url.slice(0, end))).toBeUndefined()
  })

  test('of any text at all is none of ours, and nothing fails', () => {
    fc.assert(
      fc.property(way, fc.string(), (word, token) => {
        expect(signer().read({ way: word, token })).toBeUndefined()
        expect(signer().pathOf(token)?.token.length ?? 0).toBeLessThanOrEqual(2_048)
      }),
    )
  })

  test('is taken with any secret that is configured, made with the first, and refused with no other', () => {
    const old = signer()
    const rotating = signer(['another-secret-of-sixteen', secret])
    const later = signer('another-secret-of-sixteen')
    fc.assert(
      fc.property(claims, (said) => {
        const url = old.url(said)
        expect(rotating.readUrl(url)).toEqual(said)
        expect(later.readUrl(url)).toBeUndefined()
        expect(later.readUrl(rotating.url(said))).toEqual(said)
        expect(old.readUrl(rotating.url(said))).toBeUndefined()
      }),
    )
  })

  test('of one way is none of another', () => {
    fc.assert(
      fc.property(claims, way, (said, other) => {
        fc.pre(said.way !== other)
        const token = signer().url(said).split('/').at(-1) ?? ''
        expect(signer().read({ way: other, token })).toBeUndefined()
      }),
    )
  })

  test('under another address is none of ours, though its path is', () => {
    const url = signer(secret, 'https://evil.example.com/meeting-events').url({ provider: 'x', way: 'hook' })
    expect(signer().readUrl(url)).toBeUndefined()
    expect(signer(secret, 'https://app.example.com/').url({ provider: 'x', way: 'hook' })).toMatch(
      /^https:\/\/app\.example\.com\/hook\//,
    )
  })
})

describe('the URLs of an instance', () => {
  test('are read by that instance only, a tenant’s own by that tenant’s only', () => {
    const instances = [
      instanceUrls(signer(), 'x'),
      instanceUrls(signer(), 'y'),
      instanceUrls(signer(), 'x', 'school-7'),
      instanceUrls(signer(), 'x', 'school-8'),
    ]
    const said = { way: 'hook', server: 's1' }
    for (const one of instances)
      for (const other of instances) expect(other.read(one.url(said)) !== undefined).toBe(one === other)
    expect(instances[2]?.read(instances[2].url(said))).toEqual({ provider: 'x', tenant: 'school-7', ...said })
  })
})

function sorted({ provider, tenant, way, server, meeting }: EventUrlClaims): readonly unknown[] {
  return [provider, tenant ?? null, way, server ?? null, meeting?.key ?? null, meeting?.incarnation ?? null]
}
