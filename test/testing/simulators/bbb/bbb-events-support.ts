import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { BbbSimulator, BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import type { TestClock } from '../../../../src/testing/test-clock.js'
import { type Answer, checksum, field, type Params, send, signedTarget, start } from './support.js'

export interface Received {
  readonly method: string
  /** Path and query, as they came. */
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What the receiver does with a request: a status, a redirect, or nothing at all. */
type Reaction = number | { readonly status: number; readonly location: string } | 'hang' | 'cut'

/** A server of the user's, which the simulator calls. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** Says what to do with a request, the `index`-th from 0. Answers 200 unless changed. */
  react: (request: Received, index: number) => Reaction
  /** Resolves when so many requests have come in. */
  arrived(count: number): Promise<void>
}

export async function receiver(): Promise<Receiver> {
  const received: Received[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming
      const request = { method, target: url, headers, body: Buffer.concat(chunks).toString() }
      received.push(request)
      answer(response, self.react(request, received.length - 1))
      for (const { count, resolve } of waiting) if (received.length >= count) resolve()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const self: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    react: () => 200,
    arrived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
  }
  return self
}

function answer(response: ServerResponse, reaction: Reaction): void {
  if (reaction === 'hang') return
  if (reaction === 'cut') response.socket?.resetAndDestroy()
  else if (typeof reaction === 'number') response.writeHead(reaction).end()
  else response.writeHead(reaction.status, { location: reaction.location }).end()
}

/** A call of the hooks program. */
export function hooks(simulator: BbbSimulator, name: string, params: Params = {}): Promise<Answer> {
  return send(simulator, signedTarget(simulator, `hooks/${name}`, params, 'sha1'))
}

export async function register(
  simulator: BbbSimulator,
  callbackURL: string,
  params: Params = {},
): Promise<string> {
  return field(await hooks(simulator, 'create', { callbackURL, ...params }), 'hookID')!
}

interface Told {
  readonly id: string
  readonly attributes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly ts: number
}

/** The events of deliveries, in the order in which they came. */
export function eventsOf(requests: readonly Received[]): Told[] {
  return requests.flatMap(({ body }) => {
    const events = JSON.parse(new URLSearchParams(body).get('event')!) as {
      data: { id: string; attributes: Told['attributes']; event: { ts: number } }
    }[]
    return events.map(({ data }) => ({ id: data.id, attributes: data.attributes, ts: data.event.ts }))
  })
}

export const idsOf = (requests: readonly Received[]): string[] => eventsOf(requests).map(({ id }) => id)

/** Fails unless the checksum is that of the text between the callback URL and the secret. */
export function expectChecksum(
  { target }: Received,
  { origin, path, secret, covered }: { origin: string; path: string; secret: string; covered: string },
  algorithm = 'sha1',
): void {
  const sign = path.includes('?') ? '&' : '?'
  const sum = checksum(`${origin}${path}${covered}${secret}`, algorithm)
  expect(target).toBe(`${path}${sign}checksum=${sum}`)
}

/** A simulator with one hook at `/hook` of a receiver. */
export async function hooked(
  options: BbbSimulatorOptions = {},
  params: Params = {},
): Promise<{ simulator: BbbSimulator; clock: TestClock; app: Receiver; hookID: string }> {
  const { simulator, clock } = await start(options)
  const app = await receiver()
  const hookID = await register(simulator, `${app.url}/hook`, params)
  return { simulator, clock, app, hookID }
}
