import { createHash, timingSafeEqual } from 'node:crypto'
import type { EventDelivery } from '../../../src/spec/provider-events.js'
import type { BbbChecksum } from '../checksum.js'
import { readHookForm } from './hook-form.js'
import type { BbbSignature } from './signature.js'

export interface HookTrust {
  readonly signatures: readonly BbbSignature[]
  /** All that count. */
  readonly secrets: readonly string[]
}

/** By the number of its hex digits. */
const digests: ReadonlyMap<number, BbbChecksum> = new Map([
  [40, 'sha1'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
])

/** Whether a hook's call was made by who knows a secret, in one of the ways that count. The body is hashed as it came. */
export function isGenuine(delivery: EventDelivery, { signatures, secrets }: HookTrust): boolean {
  if (signatures.includes('bearer') && hasBearer(delivery.headers, secrets)) return true
  // Of two nobody knows which one something before us has looked at.
  const [checksum = '', ...more] = delivery.query.getAll('checksum')
  const digest = digests.get(checksum.length)
  if (more.length > 0 || digest === undefined || !/^[\da-f]+$/i.test(checksum)) return false
  const given = Buffer.from(checksum, 'hex')
  return signatures.some((signature) => {
    const signed = signedPart(signature, digest, delivery.body)
    if (signed === undefined) return false
    return secrets.some((secret) => {
      const wanted = createHash(digest).update(delivery.url).update(signed).update(secret).digest()
      return timingSafeEqual(wanted, given)
    })
  })
}

/** What stands between URL and secret; undefined where a signature is not of this kind. */
function signedPart(
  signature: BbbSignature,
  digest: BbbChecksum,
  body: Uint8Array,
): Uint8Array | string | undefined {
  if (signature === 'body') return body
  if (signature === 'constant') return '{}'
  if (signature === 'bearer' || digest !== 'sha1') return undefined
  const form = readHookForm(body)
  if (form === undefined) return undefined
  // The names in this order, and the time as a number: that is the text which the server hashes.
  const { event, timestamp, domain } = form
  return JSON.stringify({ event, timestamp: Number(timestamp), domain })
}

function hasBearer(headers: Headers, secrets: readonly string[]): boolean {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token === undefined) return false
  const given = digestOf(token)
  return secrets.some((secret) => timingSafeEqual(digestOf(secret), given))
}

/** Of one length, so that the comparison says nothing about the secret's. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
