import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ResolvedEventsConfig } from '../config/events-config.js'
import type { EventUrlClaims } from '../spec/provider-events.js'
import { wayPattern } from './way-pattern.js'

/** 128 bits. */
const MAC_BYTES = 16
/** Longest token that is looked at; ours have less than half of it. */
const MAX_LENGTH = 2_048

/** What a callback URL ends with. */
export interface CallbackPath {
  readonly way: string
  readonly token: string
}

/**
 * Signs what a callback URL says, by HMAC-SHA256. Some vendors' callbacks are not signed, so that the URL has to be what nobody
 * can guess; and none may be taken for one of another tenant. The same claims give the same URL, so that a registration is found again.
 */
export class CallbackSigner {
  readonly #config: ResolvedEventsConfig

  constructor(config: ResolvedEventsConfig) {
    this.#config = config
  }

  url(claims: EventUrlClaims): string {
    const { provider, tenant = null, way, server = null, meeting } = claims
    const said = [
      provider,
      tenant,
      server,
      ...(meeting === undefined ? [] : [meeting.key, meeting.incarnation]),
    ]
    const payload = Buffer.from(JSON.stringify(said)).toString('base64url')
    const [secret = ''] = this.#config.secrets
    return this.#urlOf(way, `${payload}.${macOf(secret, way, payload).toString('base64url')}`)
  }

  /** The path of a URL, whatever stands before our part of it: a proxy may have taken something off, or put it on. */
  pathOf(pathname: string): CallbackPath | undefined {
    const [way = '', token = ''] = pathname.split('/').slice(-2)
    return wayPattern.test(way) && token.length <= MAX_LENGTH ? { way, token } : undefined
  }

  /** What a path says, and the URL that the vendor was given; undefined for one that was not signed here. */
  read({ way, token }: CallbackPath): { readonly claims: EventUrlClaims; readonly url: string } | undefined {
    const [payload = '', mac = '', ...more] = token.split('.')
    if (more.length > 0 || !this.#isSigned(way, payload, mac)) return undefined
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
      string,
      string | null,
      string | null,
      string?,
      number?,
    ]
    const [provider, tenant, server, key, incarnation = 0] = said
    const claims: EventUrlClaims = {
      provider,
      ...(tenant !== null && { tenant }),
      way,
      ...(server !== null && { server }),
      ...(key !== undefined && { meeting: { key, incarnation } }),
    }
    return { claims, url: this.#urlOf(way, token) }
  }

  /** The same for a whole URL, which must be under ours. */
  readUrl(url: string): EventUrlClaims | undefined {
    if (!url.startsWith(`${this.#config.url}/`)) return undefined
    const path = this.pathOf(url.slice(this.#config.url.length))
    const read = path && this.read(path)
    return read?.url === url ? read.claims : undefined
  }

  #urlOf(way: string, token: string): string {
    return `${this.#config.url}/${way}/${token}`
  }

  #isSigned(way: string, payload: string, mac: string): boolean {
    const given = Buffer.from(mac, 'base64url')
    // What decodes to the same bytes but is written otherwise is none of our URLs.
    if (given.length !== MAC_BYTES || given.toString('base64url') !== mac) return false
    return this.#config.secrets.some((secret) => timingSafeEqual(macOf(secret, way, payload), given))
  }
}

function macOf(secret: string, way: string, payload: string): Buffer {
  return createHmac('sha256', secret)
    .update(`anymeet callback\n${way}\n${payload}`)
    .digest()
    .subarray(0, MAC_BYTES)
}
