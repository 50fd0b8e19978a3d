import { createHash, createHmac } from 'node:crypto'
import { CallbackSigner } from '../../../../src/callbacks/callback-signer.js'
import { instanceUrls } from '../../../../src/callbacks/instance-urls.js'
import type { EventUrls } from '../../../../src/ports/event-urls.js'
import type { EventDelivery, EventUrlClaims } from '../../../../src/spec/provider-events.js'

/** The secret of the fact sheet's examples. */
export const SECRET = '639259d4-9dd8-4b25-bf01-95f9567eaf4b'

const config = { url: 'https://app.example.com/events', secrets: ['a-secret-for-callback-urls'] }
export const signer: CallbackSigner = new CallbackSigner(config)
/** As `createMeetings` gives them to the instance of the tests. */
export const urls: EventUrls = instanceUrls(signer, 'bbb-test')
/** The same application after its secret was rotated. */
export const newUrls: EventUrls = instanceUrls(
  new CallbackSigner({ ...config, secrets: ['a-newer-secret-for-urls', ...config.secrets] }),
  'bbb-test',
)

export interface DeliveryInput {
  readonly claims?: Partial<EventUrlClaims>
  readonly url?: string
  readonly method?: 'GET' | 'POST'
  readonly query?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

/** A request as the event handler hands it on. */
export function delivery({
  claims = {},
  query = '',
  headers = {},
  body = '',
  ...input
}: DeliveryInput): EventDelivery {
  const full = { provider: 'bbb-test', way: 'hook', ...claims }
  return {
    url: input.url ?? signer.url(full),
    claims: full,
    method: input.method ?? 'POST',
    query: new URLSearchParams(query),
    headers: new Headers(headers),
    body: typeof body === 'string' ? Buffer.from(body) : body,
  }
}

/** A callback URL as the server calls it, taken apart as the event handler does. */
export function called(href: string, input: Omit<DeliveryInput, 'claims' | 'url'> = {}): EventDelivery {
  const { pathname, search } = new URL(href)
  const path = signer.pathOf(pathname)
  const read = path && signer.read(path)
  if (read === undefined) throw new Error(`none of our URLs: ${href}`)
  return delivery({ query: search, ...input, ...read })
}

export const TS = 1_700_000_000_000

/** The body of a hook's call, as webhooks 3 write it. */
export function hookBody(events: unknown, domain = 'bbb.example.com', timestamp: number = TS): string {
  return String(new URLSearchParams({ domain, event: JSON.stringify(events), timestamp: String(timestamp) }))
}

/** The digest of texts, one after the other. */
export function digest(algorithm: string, ...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash(algorithm)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** A call of the hook with these events, signed as webhooks 3.4.0 and later do. */
export function hookCall(
  events: unknown,
  { secret = SECRET, ...input }: Omit<DeliveryInput, 'query' | 'body'> & { readonly secret?: string } = {},
): EventDelivery {
  const body = hookBody(events)
  const unsigned = delivery({ ...input, body })
  return {
    ...unsigned,
    query: new URLSearchParams({ checksum: digest('sha256', unsigned.url, body, secret) }),
  }
}

/** An event as bbb-webhooks writes it. */
export function vendorEvent(
  id: string,
  attributes: Readonly<Record<string, unknown>> = {},
  ts: unknown = TS + 7,
): Record<string, unknown> {
  return { data: { type: 'event', id, attributes, event: { ts } } }
}

/** `sha1('class-42')`, and when the session was made. */
export const INTERNAL: string = `${digest('sha1', 'class-42')}-1699999990000`
export const meetingBlock: Readonly<Record<'internal-meeting-id' | 'external-meeting-id', string>> = {
  'internal-meeting-id': INTERNAL,
  'external-meeting-id': 'class-42',
}
export const userBlock = { 'internal-user-id': 'w_abc', 'external-user-id': 'ann' }

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT, whose header need not be what it is signed by. */
export function jwt(
  claims: unknown,
  { secret = SECRET, alg = 'HS256', by = alg }: { secret?: string; alg?: string; by?: string } = {},
): string {
  const text = `${base64({ alg })}.${base64(claims)}`
  const signature = createHmac(by === 'HS512' ? 'sha512' : by === 'HS384' ? 'sha384' : 'sha256', secret)
  return `${text}.${signature.update(text).digest('base64url')}`
}
