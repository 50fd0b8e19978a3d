import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../../ports/clock.js'
import type { FaultEffect, SimulatorFault } from '../../fault.js'
import type { SimulatorAnswer, SimulatorRequest } from '../../simulator-server.js'
import { callOf } from './sqs-call.js'

/** Answers a request, perhaps much later; `gone` is aborted when nobody is there any more to hear it. */
type Respond = (request: SimulatorRequest, gone: AbortSignal) => Promise<SimulatorAnswer>

/**
 * The part of the queue service that listens: like `SimulatorServer`, but the operation is in a header, an answer may take
 * its time, and it is noticed when a receiver hangs up: what it waits for must not be given to nobody.
 */
export class SqsServer {
  readonly #clock: Clock
  readonly #respond: Respond
  readonly #server: Server
  readonly #requests: SimulatorRequest[] = []
  #faults: { fault: SimulatorFault; left: number }[] = []

  private constructor(clock: Clock, respond: Respond) {
    this.#clock = clock
    this.#respond = respond
    this.#server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch(() => response.destroy())
    })
    this.#server.keepAliveTimeout = 60_000
  }

  static async start(clock: Clock, respond: Respond): Promise<SqsServer> {
    const server = new SqsServer(clock, respond)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

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

  heal(): void {
    this.#faults = []
  }

  reset(): void {
    this.heal()
    this.#requests.length = 0
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const leaving = new AbortController()
    response.once('close', () => leaving.abort())
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request: SimulatorRequest = {
      call: callOf(incoming.headers['x-amz-target']) ?? 'Unknown',
      method: incoming.method ?? 'GET',
      target: incoming.url ?? '/',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    }
    this.#requests.push(request)
    const fault = this.#takeFault(request.call)
    const spoilt = fault !== undefined && fault.kind !== 'delay' && fault.kind !== 'truncate'
    if (fault === undefined || !spoilt) {
      const answer = await this.#respond(request, leaving.signal)
      if (fault === undefined) send(response, answer)
      else this.#spoil(fault, response, answer)
      return
    }
    if (fault.processed === true) await this.#respond(request, leaving.signal)
    this.#spoil(fault, response)
  }

  #takeFault(call: string): SimulatorFault | undefined {
    const staged = this.#faults.find(({ fault, left }) => left > 0 && (fault.when ?? call) === call)
    if (staged === undefined) return undefined
    staged.left -= 1
    return staged.fault
  }

  #spoil(effect: FaultEffect, response: ServerResponse, answer?: SimulatorAnswer): void {
    if (effect.kind === 'answer') {
      send(response, { status: effect.status, headers: effect.headers ?? {}, body: effect.body ?? '' })
    } else if (effect.kind === 'cut') {
      response.socket?.resetAndDestroy()
    } else if (effect.kind === 'delay' && answer !== undefined) {
      this.#clock.after(effect.ms, () => send(response, answer))
    } else if (effect.kind === 'truncate' && answer !== undefined) {
      const bytes = Buffer.from(answer.body)
      response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.resetAndDestroy())
    }
  }
}

function send(response: ServerResponse, answer: SimulatorAnswer): void {
  if (response.destroyed) return
  const bytes = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
  response.end(bytes)
}
