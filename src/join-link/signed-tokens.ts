import { createHmac, type webcrypto } from 'node:crypto'

/** What a token is for: one is never taken for the other. `anymeet-join`: a link. `anymeet-page`: a page that was let in. */
export type TokenAudience = 'anymeet-join' | 'anymeet-page'

/** Longest token that is looked at: the longest target and name fit twice over. */
const MAX_LENGTH = 16_384
/** Counts up when what tokens say is written differently; one of another release is not genuine. */
const VERSION = 1

/** What a token said: signed here and good still, signed here once, or neither. */
export type ReadToken<Claims> =
  | { readonly state: 'good'; readonly claims: Claims; readonly id: string; readonly expiresAt: number }
  | { readonly state: 'expired' }
  | { readonly state: 'not-genuine' }

type Key = webcrypto.CryptoKey

/** Signs what a browser carries around, as JSON Web Tokens with HMAC-SHA256, by the first of the secrets, and reads it by any. */
export class SignedTokens {
  readonly #keys: Readonly<Record<TokenAudience, readonly Promise<Key>[]>>

  constructor(secrets: readonly string[]) {
    const keysFor = (audience: TokenAudience): readonly Promise<Key>[] =>
      secrets.map((secret) => keyOf(secret, audience))
    this.#keys = { 'anymeet-join': keysFor('anymeet-join'), 'anymeet-page': keysFor('anymeet-page') }
  }

  /** Times are in milliseconds since the epoch, and told by the second. */
  async sign(
    audience: TokenAudience,
    claims: object,
    { id, now, expiresAt }: { readonly id: string; readonly now: number; readonly expiresAt: number },
  ): Promise<string> {
    // Loaded by those only who hand out links.
    const { SignJWT } = await import('jose/jwt/sign')
    const [key] = this.#keys[audience]
    if (key === undefined) throw new TypeError('there is no secret to sign with')
    return new SignJWT({ v: VERSION, say: claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setJti(id)
      .setIssuedAt(Math.floor(now / 1_000))
      .setExpirationTime(Math.floor(expiresAt / 1_000))
      .sign(await key)
  }

  /** What a token says, whoever sent it. Never throws for what it reads. */
  async read<Claims extends object>(
    audience: TokenAudience,
    token: string,
    now: number,
  ): Promise<ReadToken<Claims>> {
    if (token.length > MAX_LENGTH || !isCanonical(token)) return { state: 'not-genuine' }
    const { jwtVerify } = await import('jose/jwt/verify')
    for (const key of this.#keys[audience]) {
      try {
        const { payload } = await jwtVerify(token, await key, {
          algorithms: ['HS256'],
          audience,
          requiredClaims: ['exp', 'jti', 'v', 'say'],
          currentDate: new Date(now),
        })
        const { v, say, jti = '', exp = 0 } = payload
        if (v !== VERSION) return { state: 'not-genuine' }
        return { state: 'good', claims: say as Claims, id: jti, expiresAt: exp * 1_000 }
      } catch (error) {
        // Told only of tokens whose signature is right.
        if ((error as { readonly code?: unknown } | null)?.code === 'ERR_JWT_EXPIRED')
          return { state: 'expired' }
      }
    }
    return { state: 'not-genuine' }
  }
}

/**
 * Keys of their own: neither the secret itself nor the key of another audience verifies what one signs. As jose uses them: it would
 * make any other form into this for every token, which takes as long as the rest.
 */
function keyOf(secret: string, audience: TokenAudience): Promise<Key> {
  const bytes = createHmac('sha256', secret).update(`anymeet token\n${audience}`).digest()
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

/** Three parts, the last one written as we write it: what only decodes to the same bytes is none of our tokens. */
function isCanonical(token: string): boolean {
  const parts = token.split('.')
  const signature = parts[2] ?? ''
  return parts.length === 3 && Buffer.from(signature, 'base64url').toString('base64url') === signature
}
