import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../ports/clock.js'
import type { FaultEffect, SimulatorFault } from './fault.js'

/** What a simulated vendor received, as it came over the wire. */
export interface SimulatorRequest {
  readonly call: string
  readonly method: string
  /** Path and raw query, exactly as sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** What a simulated vendor answers. */
export interface SimulatorAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SimulatorServerOptions {
  readonly clock: Clock
  /** Names the vendor's call for a request: the key that `SimulatorFault.when` and `callsTo` speak of. */
  readonly nameCall: (method: string, target: string, headers: SimulatorRequest['headers']) => string
  /** May take its time; the signal that `gone` answers is aborted when nobody is there any more to hear it. */
  readonly answer: (
    request: SimulatorRequest,
    gone: () => AbortSignal,
  ) => SimulatorAnswer | Promise<SimulatorAnswer>
}

/** The part that every simulated vendor has: a real HTTP server on a free loopback port, a request log and staged faults. */
export class SimulatorServer {
  readonly #options: SimulatorServerOptions
  readonly #server: Server
  readonly #requests: SimulatorRequest[] = []
  #faults: { fault: SimulatorFault; left: number }[] = []

  private constructor(options: SimulatorServerOptions) {
    this.#options = options
    this.#server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch(() => response.destroy())
    })
    this.#server.keepAliveTimeout = 60_000
  }

  /** Listens on 127.0.0.1 on a port that the system chooses. */
  static async start(options: SimulatorServerOptions): Promise<SimulatorServer> {
    const server = new SimulatorServer(options)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  /** `http://127.0.0.1:port`, without a trailing slash. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get requests(): readonly SimulatorRequest[] {
    return this.#requests
  }

  callsTo(call: string): number {
    return this.#requests.filter((request) => request.call === call).length
  }

  stage(fault: SimulatorFault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 })
  }

  /** Takes back staged faults that have not met a request yet. */
  heal(): void {
    this.#faults = []
  }

  /** Forgets staged faults and the request log; connections stay open. */
  reset(): void {
    this.heal()
    this.#requests.length = 0
  }

  /** Stops listening and drops every connection, hanging ones included. Safe to repeat. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const method = incoming.method ?? 'GET'
    const target = incoming.url ?? '/'
    const request: SimulatorRequest = {
      call: this.#options.nameCall(method, target, incoming.headers),
      method,
      target,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    }
    this.#requests.push(request)
    const fault = this.#takeFault(request.call)
    const spoilt = fault !== undefined && fault.kind !== 'delay' && fault.kind !== 'truncate'
    const lost = spoilt && fault.processed !== true
    const answer = lost ? undefined : await this.#options.answer(request, () => hangUp(response))
    if (fault === undefined) return send(response, answer as SimulatorAnswer)
    this.#spoil(fault, response, answer)
  }

  #takeFault(call: string): SimulatorFault | undefined {
    const staged = this.#faults.find(({ fault, left }) => left > 0 && (fault.when ?? call) === call)
    if (staged === undefined) return undefined
    staged.left -= 1
    return staged.fault
  }

  #spoil(effect: FaultEffect, response: ServerResponse, answer: SimulatorAnswer | undefined): void {
    switch (effect.kind) {
      case 'answer':
        send(response, { status: effect.status, headers: effect.headers ?? {}, body: effect.body ?? '' })
        break
      case 'delay':
        this.#options.clock.after(effect.ms, () => send(response, answer as SimulatorAnswer))
        break
      case 'hang':
        break
      case 'cut':
        response.socket?.resetAndDestroy()
        break
      case 'truncate': {
        const { status, headers, body } = answer as SimulatorAnswer
        const bytes = Buffer.from(body)
        response.writeHead(status, { ...headers, 'content-length': bytes.length })
        response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.resetAndDestroy())
      }
    }
  }
}

function hangUp(response: ServerResponse): AbortSignal {
  const leaving = new AbortController()
  if (response.destroyed) leaving.abort()
  else response.once('close', () => leaving.abort())
  return leaving.signal
}

function send(response: ServerResponse, answer: SimulatorAnswer): void {
  if (response.destroyed) return
  const bytes = Buffer.from(answer.body)
  // A 204 must not have a Content-Length (RFC 9110, section 8.6).
  const length = answer.status === 204 ? {} : { 'content-length': bytes.length }
  response.writeHead(answer.status, { ...answer.headers, ...length })
  response.end(bytes)
}
