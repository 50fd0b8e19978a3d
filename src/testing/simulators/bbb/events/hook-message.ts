import { createHash } from 'node:crypto'
import type { BbbChecksumAlgorithm } from '../servers.js'
import type { OutgoingMessage } from './outgoing-message.js'

/**
 * What the checksum of a delivery covers, besides the URL and the secret: the exact `body` (version 3.4 of the hooks program
 * and later), a `constant` that proves nothing about the body (3.0 to 3.3.1), the three fields as a JSON `object`
 * (version 2). `bearer`: there is no checksum, and the secret itself is in the Authorization header.
 */
export type BbbHookSignature = 'body' | 'constant' | 'object' | 'bearer'

export interface HookMessageInput {
  /** The callback URL exactly as registered. */
  readonly url: string
  readonly secret: string
  /** The events, as JSON texts. */
  readonly events: readonly string[]
  /** Milliseconds since the epoch, the same for every attempt. */
  readonly timestamp: number
  readonly domain: string
  readonly signature: BbbHookSignature
  readonly digest: BbbChecksumAlgorithm
  readonly layout: 'v2' | 'v3'
}

/** Renders and signs one delivery to a hook. Fact sheet section 5.3. */
export function hookMessage(input: HookMessageInput): OutgoingMessage {
  const { url, secret, timestamp, domain, signature, digest, layout } = input
  const event = `[${input.events.join(',')}]`
  const body =
    layout === 'v2' ? formOfV2({ event, timestamp, domain }) : formOfV3({ domain, event, timestamp })
  const type = 'application/x-www-form-urlencoded'
  const message: OutgoingMessage = {
    method: 'POST',
    url,
    headers: { 'content-type': layout === 'v2' ? type : `${type};charset=UTF-8` },
    body,
  }
  if (signature === 'bearer') {
    return { ...message, headers: { ...message.headers, authorization: `Bearer ${secret}` } }
  }
  const covered = { body, constant: '{}', object: JSON.stringify({ event, timestamp, domain }) }[signature]
  const checksum = createHash(digest)
    .update(url + covered + secret)
    .digest('hex')
  return { ...message, url: `${url}${url.includes('?') ? '&' : '?'}checksum=${checksum}` }
}

type Fields = Readonly<Record<string, string | number>>

function formOfV3(fields: Fields): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  return form.toString()
}

/** Version 2 writes a blank as `%20`, and escapes what `encodeURIComponent` leaves. */
function formOfV2(fields: Fields): string {
  const escaped = (value: string | number): string =>
    encodeURIComponent(value).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join('&')
}
