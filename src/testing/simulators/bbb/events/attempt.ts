import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Clock } from '../../../../ports/clock.js'
import type { OutgoingMessage } from './outgoing-message.js'

/** How one attempt to deliver went. */
export interface AttemptOutcome {
  /** The last answer's; absent when there was none. */
  readonly status?: number
  /** Why there is no answer that counts. */
  readonly error?: 'timeout' | 'connection' | 'too-many-redirects'
}

const timeoutMs = 5000
/** A test clock jumps over hours while a request needs its milliseconds: so much real time every attempt has. */
const leastRealMs = 500
const maxRedirects = 10
const redirects: readonly number[] = [301, 302, 303, 307, 308]

/**
 * Sends a message and follows redirects; the time limit, 5 seconds by the clock, is for all of it. `done` is called once, unless the
 * returned function broke it off before.
 */
export function attempt(
  clock: Clock,
  message: OutgoingMessage,
  done: (outcome: AttemptOutcome) => void,
): () => void {
  let current: ClientRequest | undefined
  let isOpen = true
  let grace: NodeJS.Timeout | undefined
  const startedAt = performance.now()
  const close = (): void => {
    isOpen = false
    cancelTimer()
    clearTimeout(grace)
    current?.destroy()
  }
  const finish = (outcome: AttemptOutcome): void => {
    if (!isOpen) return
    close()
    done(outcome)
  }
  const cancelTimer = clock.after(timeoutMs, () => {
    grace = setTimeout(() => finish({ error: 'timeout' }), startedAt + leastRealMs - performance.now())
  })
  const go = (step: OutgoingMessage, redirectsLeft: number): void => {
    current = open(step)
    current?.on('error', () => finish({ error: 'connection' }))
    current?.on('response', (response: IncomingMessage) => {
      const { statusCode: status = 0, headers } = response
      const target = redirects.includes(status) ? headers.location : undefined
      response.resume()
      response.on('error', () => finish({ error: 'connection' }))
      response.on('end', () => {
        if (!isOpen) return
        if (target === undefined) finish({ status })
        else if (redirectsLeft === 0) finish({ status, error: 'too-many-redirects' })
        else go(redirected(step, status, target), redirectsLeft - 1)
      })
    })
    current?.end(step.body)
    if (current === undefined) queueMicrotask(() => finish({ error: 'connection' }))
  }
  go(message, maxRedirects)
  return close
}

/** Undefined for what is no URL, and for names that exist nowhere (RFC 2606), which are not worth a question to a name server. */
function open({ url, method, headers, body }: OutgoingMessage): ClientRequest | undefined {
  if (!URL.canParse(url)) return undefined
  const target = new URL(url)
  if (!/^https?:$/.test(target.protocol) || /\.(?:example|invalid)$/.test(target.hostname)) return undefined
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const options = { method, headers: { ...headers, ...length }, agent: false } as const
  return target.protocol === 'https:' ? requestHttps(target, options) : requestHttp(target, options)
}

/** As `fetch` does it: only 307 and 308 keep a POST, and another host does not get the credentials. */
function redirected(step: OutgoingMessage, status: number, location: string): OutgoingMessage {
  const url = URL.canParse(location, step.url) ? new URL(location, step.url) : undefined
  const { authorization, 'content-type': type, ...others } = step.headers
  const isSameHost = url !== undefined && url.host === new URL(step.url).host
  const credentials = isSameHost && authorization !== undefined ? { authorization } : {}
  const kept = step.method === 'POST' && status >= 307
  return {
    method: kept ? 'POST' : 'GET',
    url: url?.href ?? '',
    headers: { ...others, ...credentials, ...(kept && type !== undefined && { 'content-type': type }) },
    ...(kept && step.body !== undefined && { body: step.body }),
  }
}
