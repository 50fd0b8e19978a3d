import { Agent, type IncomingMessage, request } from 'node:http'
import type { Clock } from '../../../ports/clock.js'

interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** By the clock, from the request to the end of the answer. Undefined: for ever. */
  readonly timeoutMs: number | undefined
}

interface PostAnswer {
  readonly status: number
  readonly retryAfter: string | undefined
}

/** Posts to HTTP endpoints under test. */
export class Poster {
  readonly #clock: Clock
  /** A connection for each request: an idle one that the endpoint closes would be a failure that nobody has staged. */
  readonly #agent = new Agent({ keepAlive: false })
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Undefined where there was no answer, or not in time. */
  post(posting: Posting): Promise<PostAnswer | undefined> {
    return this.#closed ? Promise.resolve(undefined) : new Promise((resolve) => this.#send(posting, resolve))
  }

  /** Breaks off what is under way. */
  close(): void {
    this.#closed = true
    this.#agent.destroy()
  }

  #send(posting: Posting, resolve: (answer: PostAnswer | undefined) => void): void {
    const bytes = Buffer.from(posting.body)
    const headers = { ...posting.headers, 'content-length': bytes.length }
    const call = request(posting.url, { method: 'POST', agent: this.#agent, headers })
    const { timeoutMs } = posting
    const cancel = timeoutMs === undefined ? () => {} : this.#clock.after(timeoutMs, () => call.destroy())
    const end = (answer: PostAnswer | undefined): void => {
      cancel()
      resolve(answer)
    }
    call.on('error', () => end(undefined))
    call.on('response', (response: IncomingMessage) => {
      const { statusCode = 0, headers } = response
      response.on('error', () => end(undefined))
      response.on('end', () => end({ status: statusCode, retryAfter: headers['retry-after'] }))
      response.resume()
    })
    call.end(bytes)
  }
}

/** A target under test has to be reachable without TLS. */
export function assertHttpUrl(url: string): void {
  if (new URL(url).protocol !== 'http:')
    throw new TypeError(`${url} is no http URL: the simulator speaks no TLS`)
}
