import type http from 'node:http'
import { StringDecoder } from 'node:string_decoder'
import { MeetingError, type MeetingErrorInit } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'
import type { HttpRequest, HttpResponse, HttpTransport } from './http-transport.js'

export interface NodeTransportOptions {
  /** Most connections to one host. Further requests wait for a free one, within their own time limit. Default: 128. */
  readonly maxSockets?: number
}

/**
 * The default transport: `node:http(s)` with connections kept alive. Chosen over fetch for its three times higher
 * throughput and quicker first call; it adds no dependency.
 */
export function nodeTransport(options: NodeTransportOptions = {}): HttpTransport {
  const agentOptions = { keepAlive: true, maxSockets: options.maxSockets ?? 128, scheduling: 'lifo' as const }
  const routes = new Map<Scheme, Promise<Route>>()
  return {
    async send(request) {
      const scheme = request.url.startsWith('https:') ? 'https' : 'http'
      let route = routes.get(scheme)
      if (route === undefined) {
        route = openRoute(scheme, agentOptions)
        routes.set(scheme, route)
      }
      const opened = await route
      return new Promise((resolve, reject) => exchange(request, opened, true, resolve, reject))
    },
    async close() {
      const opened = [...routes.values()]
      routes.clear()
      for (const route of await Promise.all(opened)) {
        route.isOpen = false
        route.agent.destroy()
      }
    },
  }
}

type Scheme = 'http' | 'https'

/** The way to the servers of one scheme. */
interface Route {
  readonly request: typeof http.request
  readonly agent: http.Agent
  /** False once the transport was closed: a connection that broke then is no reason to open another. */
  isOpen: boolean
}

/** Loads Node's module on first use: the two take a quarter of the time that the import of this package takes. */
async function openRoute(scheme: Scheme, options: http.AgentOptions): Promise<Route> {
  const { request, Agent } = scheme === 'https' ? await import('node:https') : await import('node:http')
  return { request, agent: new Agent(options), isOpen: true }
}

function exchange(
  request: HttpRequest,
  route: Route,
  isFirst: boolean,
  resolve: (response: HttpResponse) => void,
  reject: (error: unknown) => void,
): void {
  const { signal } = request
  if (signal.aborted) {
    reject(aborted('none'))
    return
  }
  const outgoing = route.request({
    // A fresh connection cannot have been closed while it was idle.
    agent: request.once === true ? false : route.agent,
    method: request.method,
    headers: headersOf(request),
    // The copy comes last: V8 is fifty times slower at adding members to a copy.
    ...target(request.url),
  })
  // Of a request that goes out again, the first copy may have been read after all.
  let sent = !isFirst
  let answered = false
  const onAbort = (): void => fail(aborted(sent ? 'unknown' : 'none'))
  const fail = (error: unknown): void => {
    signal.removeEventListener('abort', onAbort)
    reject(error)
    outgoing.destroy()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  outgoing.on('finish', () => {
    sent = true
  })
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    if (signal.aborted) return
    signal.removeEventListener('abort', onAbort)
    // Most likely an idle connection that the server closed under our feet before it read this request.
    const idle = isFirst && outgoing.reusedSocket && !answered && error.code === 'ECONNRESET'
    if (idle && route.isOpen) exchange(request, route, false, resolve, reject)
    else reject(answered ? cutShort(error) : connectionError(error, sent))
  })
  outgoing.on('response', (incoming) => {
    answered = true
    receive(request, incoming, fail, (response) => {
      signal.removeEventListener('abort', onAbort)
      resolve(response)
    })
  })
  // Nobody asked for another protocol. Without a listener such an answer would never end the request.
  outgoing.on('upgrade', () => fail(notHttp({ effect: 'unknown' })))
  outgoing.end(request.body)
}

function receive(
  request: HttpRequest,
  incoming: http.IncomingMessage,
  fail: (error: unknown) => void,
  done: (response: HttpResponse) => void,
): void {
  const head = { status: incoming.statusCode ?? 0, headers: flatHeaders(incoming.headers) }
  const decoder = new StringDecoder('utf8')
  let bytes = 0
  let body = ''
  let taking: Promise<void> | undefined
  const take = (text: string): void | Promise<void> => {
    if (text === '') return
    if (request.onText === undefined) body += text
    else return request.onText(text, head)
  }
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > request.maxBytes) return fail(tooLong(request.maxBytes, head.status))
    try {
      const taken = take(decoder.write(chunk))
      if (taken === undefined) return
      taking = taken
      incoming.pause()
      taken.then(() => incoming.resume(), fail)
    } catch (error) {
      fail(error)
    }
  })
  incoming.on('error', (error) => fail(cutShort(error)))
  const finish = async (): Promise<void> => {
    // A pause does not hold back an end that has come with the last piece.
    if (taking !== undefined) await taking
    await take(decoder.end())
    done({ body, ...head })
  }
  incoming.on('end', () => {
    finish().catch(fail)
  })
}

/** Splits by hand: the URL class would re-encode the query, and the signature with it. */
function target(url: string): { hostname: string; port: string | undefined; path: string } {
  const authorityStart = url.indexOf('//') + 2
  const length = url.slice(authorityStart).search(/[/?]/)
  const authorityEnd = length === -1 ? url.length : authorityStart + length
  const authority = url.slice(authorityStart, authorityEnd)
  const path = url.slice(authorityEnd)
  const portStart = authority.endsWith(']') ? -1 : authority.lastIndexOf(':')
  const host = portStart === -1 ? authority : authority.slice(0, portStart)
  return {
    hostname: host.startsWith('[') ? host.slice(1, -1) : host,
    port: portStart === -1 ? undefined : authority.slice(portStart + 1),
    path: path.startsWith('/') ? path : `/${path}`,
  }
}

function headersOf(request: HttpRequest): Record<string, string | number> {
  if (request.body === undefined) return { ...request.headers }
  return { ...request.headers, 'content-length': Buffer.byteLength(request.body) }
}

function flatHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

function aborted(effect: 'none' | 'unknown'): MeetingError {
  return new MeetingError({ code: 'aborted', message: 'the request was cancelled', effect })
}

function connectionError(error: NodeJS.ErrnoException, sent: boolean): MeetingError {
  const effect = sent ? 'unknown' : 'none'
  const vendorCode = error.code
  const cause = safeCause(error)
  if (error.code?.startsWith('HPE_') === true) return notHttp({ effect, vendorCode, cause })
  const message = `the server cannot be reached or closed the connection (${error.code ?? error.message})`
  return new MeetingError({ code: 'unavailable', message, effect, vendorCode, cause })
}

function notHttp(more: Partial<MeetingErrorInit>): MeetingError {
  return new MeetingError({ code: 'invalid-response', message: 'the server does not speak HTTP', ...more })
}

function cutShort(error: Error): MeetingError {
  const message = 'the answer was cut short'
  return new MeetingError({
    code: 'invalid-response',
    message,
    retryable: true,
    effect: 'unknown',
    cause: safeCause(error),
  })
}

function tooLong(maxBytes: number, status: number): MeetingError {
  const message = `the answer is longer than ${maxBytes} bytes`
  return new MeetingError({
    code: 'invalid-response',
    message,
    vendorCode: `HTTP ${status}`,
    effect: 'unknown',
  })
}
