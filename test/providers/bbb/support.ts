import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { createBbbProvider } from '../../../providers/bbb/bbb-provider.js'
import { parseBbbConfig } from '../../../providers/bbb/config.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { HttpTransport } from '../../../src/http/http-transport.js'
import { nodeTransport } from '../../../src/http/node-transport.js'
import { type Clock, systemClock } from '../../../src/ports/clock.js'
import type { ProviderContext } from '../../../src/ports/provider-factory.js'
import type {
  MeetingProvider,
  ProviderCreateRequest,
  ProviderEndOptions,
  ProviderJoinRequest,
  ProviderMeeting,
} from '../../../src/spec/provider.js'
import {
  type BbbSimulator,
  type BbbSimulatorOptions,
  startBbbSimulator,
} from '../../../src/testing/simulators/bbb/index.js'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** An adapter on a URL, with whatever configuration. Closed after the test, its connections too. */
export function provider(
  config: Record<string, unknown>,
  clock: Clock = systemClock,
  context: Partial<ProviderContext> = {},
): MeetingProvider {
  const parsed = parseBbbConfig({ type: 'bbb', secret: 'a-secret-for-tests', ...config })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return createBbbProvider(parsed.value, {
    name: 'bbb-test',
    clock,
    transport: transport(),
    store,
    ...context,
  })
}

const store = {
  get: async () => undefined,
  set: async () => undefined,
  delete: async () => undefined,
  swap: async () => true,
  async *keys() {},
}

function transport(): HttpTransport {
  const made = nodeTransport()
  cleanups.push(() => made.close())
  return made
}

export interface OnSimulator {
  readonly simulator: BbbSimulator
  readonly bbb: MeetingProvider
}

/** An adapter on a simulated server. */
export async function onSimulator(
  options: BbbSimulatorOptions = {},
  config: Record<string, unknown> = {},
  context: Partial<ProviderContext> = {},
): Promise<OnSimulator> {
  const simulator = await startBbbSimulator(options)
  cleanups.push(() => simulator.close())
  const server = simulator.server
  const bbb = provider(
    { url: simulator.url, secret: simulator.secret, server, ...config },
    options.clock,
    context,
  )
  return { simulator, bbb }
}

/** An adapter on a server that answers as the test says. */
export async function onServer(
  answer: RequestListener,
  config: Record<string, unknown> = {},
): Promise<MeetingProvider> {
  const server: Server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return provider({ url: `http://127.0.0.1:${port}`, ...config })
}

/** The same with one fixed answer. */
export function onAnswer(
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): Promise<MeetingProvider> {
  return onServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'text/xml;charset=utf-8', ...headers })
    response.end(body)
  })
}

export function callOptions(changes: Partial<ProviderEndOptions> = {}): ProviderEndOptions {
  return {
    signal: new AbortController().signal,
    abortable: false,
    remainingMs: 15_000,
    strict: false,
    wait: false,
    waitMs: 15_000,
    ...changes,
  }
}

export function createRequest(changes: Partial<ProviderCreateRequest> = {}): ProviderCreateRequest {
  return {
    id: 'class-42',
    key: 'class-42',
    incarnation: 1,
    requestToken: 't'.repeat(32),
    repeated: false,
    ...changes,
  }
}

/** The session that a create made, as the facade hands it on. */
export function meeting(vendor: Readonly<Record<string, string>> = {}, key = 'class-42'): ProviderMeeting {
  return { id: key, key, incarnation: 1, vendor }
}

export function joinRequest(changes: Partial<ProviderJoinRequest> = {}): ProviderJoinRequest {
  return { participant: { id: 'p-1', name: 'Ada' }, role: 'attendee', verify: false, ...changes }
}

/** The error that a call fails with. */
export async function failure(call: Promise<unknown>): Promise<MeetingError> {
  const outcome = await call.then(
    () => 'no error',
    (error: unknown) => error,
  )
  if (MeetingError.is(outcome)) return outcome
  throw new Error(`expected a MeetingError, got ${String(outcome)}`, { cause: outcome })
}
