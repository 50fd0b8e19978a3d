import { once } from 'node:events'
import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { MeetingError } from '../../src/errors/meeting-error.js'
import { MeetingError as ErrorClass } from '../../src/errors/meeting-error.js'
import type { HttpRequest, HttpTransport } from '../../src/http/http-transport.js'
import { type NodeTransportOptions, nodeTransport } from '../../src/http/node-transport.js'

/** The shortest answer that is one. */
export const ok: string = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

/** A transport that is closed when the test is over. */
export function transport(options?: NodeTransportOptions): HttpTransport {
  const made = nodeTransport(options)
  onTestFinished(() => made.close())
  return made
}

export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, signal: new AbortController().signal, maxBytes: 1_000_000, ...more }
}

/** A server on loopback, gone when the test is over. */
async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}

export interface HttpFixture {
  readonly origin: string
  readonly port: number
  readonly server: HttpServer
  /** How many connections were ever opened. */
  connections(): number
}

export async function httpServer(answer: RequestListener, host?: string): Promise<HttpFixture> {
  const server = createHttpServer(answer)
  server.keepAliveTimeout = 60_000
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  const port = await listen(server, host)
  onTestFinished(() => server.closeAllConnections())
  return { server, port, origin: `http://127.0.0.1:${port}`, connections: () => connections }
}

export interface TcpFixture {
  readonly origin: string
  readonly server: Server
  connections(): number
}

/** Raw bytes in, raw bytes out: `serve` is called with everything that has come in on a connection so far. */
export async function tcpServer(
  serve: (socket: Socket, received: string, connection: number) => void,
): Promise<TcpFixture> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createTcpServer((socket) => {
    connections += 1
    const connection = connections
    sockets.add(socket)
    let received = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      if (!received.includes('\r\n\r\n')) return
      const complete = received
      received = ''
      serve(socket, complete, connection)
    })
  })
  const port = await listen(server)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  return { server, origin: `http://127.0.0.1:${port}`, connections: () => connections }
}

/** A loopback port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The error with which a promise rejects; fails if it does not, or with anything else than a MeetingError. */
export async function failure(promise: Promise<unknown>): Promise<MeetingError> {
  const thrown: unknown = await promise.then(
    (value) => {
      throw new Error(`succeeded with ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )
  if (!ErrorClass.is(thrown)) throw thrown
  return thrown
}

/** Lets input and output happen until a condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
