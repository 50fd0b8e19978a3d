/** One HTTP request of an adapter. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  /** Absolute http(s) URL, sent byte for byte: a transport must not re-encode it, because adapters sign these bytes. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Cancels the request, wherever it is. */
  readonly signal: AbortSignal
  /**
   * The request must not go out twice. A transport may otherwise send one again whose idle connection was closed under
   * it; such a one needs a connection of its own. Default: false.
   */
  readonly once?: boolean
  /** Most bytes of body that are read; a longer answer is `invalid-response`. */
  readonly maxBytes: number
  /**
   * Takes the body piece by piece as it arrives, decoded as UTF-8; `body` of the response is then empty. Where it returns
   * a promise, nothing more is read from the connection until that resolves, so that a slow reader is not run over. An
   * error that it throws or rejects with ends the request and is what `send` rejects with.
   */
  readonly onText?: (chunk: string, head: HttpResponseHead) => void | Promise<void>
}

export interface HttpResponseHead {
  readonly status: number
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
}

export interface HttpResponse extends HttpResponseHead {
  readonly body: string
}

/**
 * How adapters that speak plain HTTP reach their vendor. Redirects are not followed: a meeting API has none, and
 * following one would hand a signed query to another host.
 *
 * `send` rejects with a `MeetingError`: `unavailable` (no connection: effect `none`; lost after sending: `unknown`),
 * `aborted` (by the signal), `invalid-response` (too long, cut short, not HTTP). Any status is an answer, not an error.
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>
  /** Frees idle connections. Safe to repeat. */
  close(): Promise<void>
}
