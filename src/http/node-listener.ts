import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

type Body = NonNullable<RequestInit['body']>

/** What frameworks add to a request. */
type FrameworkRequest = IncomingMessage & {
  /** Express: the URL before a router took its part off. */
  readonly originalUrl?: string
  /** Nest, Firebase and others keep the bytes here. */
  readonly rawBody?: unknown
  readonly body?: unknown
}

/**
 * A web-standard handler as a listener of `node:http`, which is also what Express mounts: `app.use('/meeting-events',
 * nodeListener(events))`. It needs the body as it came, so mount it before any body parser, or behind one that keeps bytes
 * (`express.raw({ type: '*\/*' })`, or `rawBody`). Where a parser was faster, `next` gets an error that says so; without `next`
 * the answer is 500.
 */
export function nodeListener(
  handler: (request: Request) => Promise<Response>,
): (request: IncomingMessage, response: ServerResponse, next?: (error: unknown) => void) => void {
  return (incoming, outgoing, next) => {
    answer(handler, incoming, outgoing).catch((error: unknown) => {
      if (next !== undefined) return next(error)
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' })
      outgoing.end('the handler failed')
    })
  }
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  incoming: FrameworkRequest,
  outgoing: ServerResponse,
): Promise<void> {
  // What the web's Request refuses to be.
  const isKnown = !/^(?:TRACE|TRACK|CONNECT)$/i.test(incoming.method ?? '')
  const response = isKnown ? await handler(webRequest(incoming)) : new Response(null, { status: 405 })
  const body = Buffer.from(await response.arrayBuffer())
  if (outgoing.destroyed) return
  const headers: OutgoingHttpHeaders = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  // Whatever of the request nobody wanted to read stays unread: the connection cannot be used again.
  if (!incoming.complete) headers['connection'] = 'close'
  const hasBody = incoming.method !== 'HEAD' && response.status !== 204 && response.status !== 304
  // What is said of a body that is not sent is for the handler to say.
  if (hasBody) headers['content-length'] = body.length
  outgoing.writeHead(response.status, headers)
  outgoing.end(hasBody ? body : undefined)
}

function webRequest(incoming: FrameworkRequest): Request {
  const { method = 'GET', originalUrl, url = '/' } = incoming
  // The handler looks at path and query only; who answers for which host is settled before us. So nothing in the path may name one.
  const target = new URL(`http://localhost${(originalUrl ?? url).replace(/^\/*/, '/')}`)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headersDistinct))
    for (const one of value ?? []) headers.append(name, one)
  if (method === 'GET' || method === 'HEAD') return new Request(target, { method, headers })
  return new Request(target, { method, headers, body: bodyOf(incoming), duplex: 'half' })
}

function bodyOf(incoming: FrameworkRequest): Body {
  for (const kept of [incoming.rawBody, incoming.body])
    if (typeof kept === 'string' || kept instanceof Uint8Array) return kept as Body
  if (incoming.readableEnded || incoming.readableDidRead)
    throw new Error(
      'a body parser has read this request already: mount the handler before it, or keep the raw body',
    )
  return Readable.toWeb(incoming) as Body
}
