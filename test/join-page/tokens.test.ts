import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SignedTokens } from '../../src/join-link/signed-tokens.js'

const now = Date.UTC(2026, 0, 5, 9)
const hour = 3_600_000
const tokens = new SignedTokens(['the secret of these tests'])
const claims = { target: 'class-42', participant: { id: 'ann', name: 'Ann' }, role: 'attendee' }

function sign(said: object = claims, by: SignedTokens = tokens): Promise<string> {
  return by.sign('anymeet-join', said, { id: 'one', now, expiresAt: now + hour })
}

function read(token: string, by: SignedTokens = tokens, at = now): ReturnType<SignedTokens['read']> {
  return by.read('anymeet-join', token, at)
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('a signed token', () => {
  test('says what it was given, whatever it is', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 255 })
    const anything = fc.record({
      tenant: text,
      target: text,
      participant: fc.record({ id: text, name: text }),
    })
    await fc.assert(
      fc.asyncProperty(anything, async (said) => {
        expect(await read(await sign(said))).toEqual({
          state: 'good',
          claims: said,
          id: 'one',
          expiresAt: now + hour,
        })
      }),
    )
  })

  test('is not genuine with any character changed, left out or added', async () => {
    const token = await sign()
    const change = fc.record({
      at: fc.nat({ max: token.length - 1 }),
      by: fc.constantFrom('', ...'ABCDwxyz0189-_.=+/ \n'),
      drop: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by, drop }) => {
        const changed = token.slice(0, at) + by + token.slice(at + (drop ? 1 : 0))
        fc.pre(changed !== token)
        expect(await read(changed)).toEqual({ state: 'not-genuine' })
      }),
      { numRuns: 500 },
    )
  })

  test('is not made of any other text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect(await read(text)).toEqual({ state: 'not-genuine' })
      }),
    )
  })

  test('is good until the second in which it expires', async () => {
    const token = await sign()
    expect(await read(token, tokens, now + hour - 1)).toMatchObject({ state: 'good' })
    expect(await read(token, tokens, now + hour)).toEqual({ state: 'expired' })
  })

  test('is taken by no other audience', async () => {
    const token = await sign()
    expect(await tokens.read('anymeet-page', token, now)).toEqual({ state: 'not-genuine' })
    const pass = await tokens.sign('anymeet-page', claims, { id: 'one', now, expiresAt: now + hour })
    expect(await read(pass)).toEqual({ state: 'not-genuine' })
  })

  test('is taken while its secret is one of several, and not after', async () => {
    const old = await sign()
    const rotated = new SignedTokens(['the new secret of these tests', 'the secret of these tests'])
    expect(await read(old, rotated)).toMatchObject({ state: 'good' })
    expect(await read(old, rotated, now + hour)).toEqual({ state: 'expired' })
    const fresh = await sign(claims, rotated)
    expect(await read(fresh)).toEqual({ state: 'not-genuine' })
    expect(await read(old, new SignedTokens(['the new secret of these tests']))).toEqual({
      state: 'not-genuine',
    })
  })

  test.each(['none', 'None', 'HS512', 'RS256', ''])('is not taken with the algorithm "%s"', async (alg) => {
    const [, payload = '', signature = ''] = (await sign()).split('.')
    const header = encoded({ alg })
    expect(await read(`${header}.${payload}.${signature}`)).toEqual({ state: 'not-genuine' })
    expect(await read(`${header}.${payload}.`)).toEqual({ state: 'not-genuine' })
  })

  test('is not taken with another algorithm or audience, even by the right key', async () => {
    const key = createHmac('sha256', 'the secret of these tests')
      .update('anymeet token\nanymeet-join')
      .digest()
    const made = (alg: string, hash: string, aud: unknown): string => {
      const exp = Math.floor(now / 1_000) + 3_600
      const said = `${encoded({ alg })}.${encoded({ v: 1, say: claims, aud, jti: 'one', exp })}`
      return `${said}.${createHmac(hash, key).update(said).digest('base64url')}`
    }
    expect(await read(made('HS256', 'sha256', 'anymeet-join'))).toMatchObject({ state: 'good' })
    for (const [alg, hash, aud] of [
      ['HS512', 'sha512', 'anymeet-join'],
      ['HS384', 'sha384', 'anymeet-join'],
      ['HS256', 'sha256', 'anymeet-page'],
      ['HS256', 'sha256', undefined],
    ] as const)
      expect(await read(made(alg, hash, aud))).toEqual({ state: 'not-genuine' })
  })

  test('is not signed by the secret itself', async () => {
    const exp = Math.floor(now / 1_000) + 3_600
    const payload = encoded({ v: 1, say: claims, aud: 'anymeet-join', jti: 'one', exp })
    const said = `${encoded({ alg: 'HS256' })}.${payload}`
    const mac = createHmac('sha256', 'the secret of these tests').update(said).digest('base64url')
    expect(await read(`${said}.${mac}`)).toEqual({ state: 'not-genuine' })
  })
})
