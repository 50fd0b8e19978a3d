import type { BbbEvent } from '../../simulators/bbb/events/bbb-event.js'
import { type BbbHookSignature, hookMessage } from '../../simulators/bbb/events/hook-message.js'
import type { BbbChecksumAlgorithm } from '../../simulators/bbb/servers.js'
import { requestOf } from './request-of.js'

/** A delivery of events as a BigBlueButton server makes it. */
export interface BbbHookSigning {
  /** The callback URL exactly as registered: it is part of what is signed. */
  readonly url: string
  readonly secret: string
  /** A server sends one at a time. What is no `BbbEvent` is written as it is. */
  readonly events: readonly (BbbEvent | Readonly<Record<string, unknown>>)[]
  /** What is signed. Default `body`, as version 3.4 of the hooks program and later do it. */
  readonly signature?: BbbHookSignature
  /** Default `sha1`, as out of the box. */
  readonly digest?: BbbChecksumAlgorithm
  /** Milliseconds since the epoch: when the first attempt was made. Default: now. */
  readonly timestamp?: number
  /** The server's name of itself. Default `bbb.example.com`. */
  readonly domain?: string
  /** The order and encoding of the fields. Default `v2` with the signature `object`, which is version 2's, else `v3`. */
  readonly layout?: 'v2' | 'v3'
}

/** Makes a signed delivery, for tests of a handler: `await handler(bbbHookRequest({ url, secret, events: [bbbEvent('user-joined')] }))`. */
export function bbbHookRequest({
  url,
  secret,
  events,
  signature = 'body',
  digest = 'sha1',
  timestamp = Date.now(),
  domain = 'bbb.example.com',
  layout = signature === 'object' ? 'v2' : 'v3',
}: BbbHookSigning): Request {
  const texts = events.map((event) => JSON.stringify(event))
  return requestOf(hookMessage({ url, secret, events: texts, timestamp, domain, signature, digest, layout }))
}
