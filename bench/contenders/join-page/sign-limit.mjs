import { randomBytes, webcrypto } from 'node:crypto'
import { SignJWT } from 'jose'
import { repeatAtOnce } from '../../lib/repeat.mjs'
import { person } from './facade.mjs'

/** The same token by the same library, with nothing around it and a key that is imported once. */
export async function contender() {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('raw', randomBytes(32), algorithm, false, ['sign'])
  const sign = async (at) => {
    const now = Math.floor(Date.now() / 1_000)
    const say = { target: 'class-42', participant: person(at), role: 'attendee' }
    const token = await new SignJWT({ v: 1, say })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('anymeet-join')
      .setJti(randomBytes(16).toString('base64url'))
      .setIssuedAt(now)
      .setExpirationTime(now + 7_200)
      .sign(key)
    return `https://app.example.com/meet/#${token}`
  }
  return {
    sample: () => sign(1),
    run: ({ durationMs, atOnce }) => repeatAtOnce(sign, durationMs, atOnce),
  }
}
