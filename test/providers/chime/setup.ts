import { onTestFinished } from 'vitest'
import { createChimeProvider } from '../../../providers/chime/chime-provider.js'
import { type ChimeConfig, parseChimeConfig } from '../../../providers/chime/config.js'
import type { ChimeSession } from '../../../providers/chime/session.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { nodeTransport } from '../../../src/http/node-transport.js'
import { memoryStore } from '../../../src/memory/memory-store.js'
import { type Clock, systemClock } from '../../../src/ports/clock.js'
import type { Store } from '../../../src/ports/store.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type {
  MeetingProvider,
  ProviderCreateRequest,
  ProviderCreateResult,
  ProviderEndOptions,
  ProviderJoinRequest,
  ProviderMeeting,
} from '../../../src/spec/provider.js'
import {
  type ChimeSimulator,
  type ChimeSimulatorOptions,
  startChimeSimulator,
} from '../../../src/testing/simulators/chime/index.js'
import type { TestClock } from '../../../src/testing/test-clock.js'

// Silences the AWS packages' notice that a later version of them will want a newer Node.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

export interface Setup {
  readonly simulator: ChimeSimulator
  readonly provider: MeetingProvider
  /** A second instance on the same account. */
  readonly another: (config?: Partial<ChimeConfig>, context?: Partial<Context>) => MeetingProvider
}

interface Context {
  readonly clock: Clock
  readonly store: Store
}

export interface SetupOptions extends ChimeSimulatorOptions {
  readonly config?: Partial<ChimeConfig>
  readonly store?: Store
}

/** A simulated region and a provider on it, both closed when the test is over. Rates are unlimited unless said otherwise. */
export async function setup({ config, store, ...options }: SetupOptions = {}): Promise<Setup> {
  const clock = options.clock ?? systemClock
  const simulator = await startChimeSimulator({ rates: 'unlimited', ...options })
  onTestFinished(() => simulator.close())
  const another: Setup['another'] = (own = {}, context = {}) => {
    const used = { clock, store: store ?? memoryStore(clock), ...context }
    return providerAt(simulator, { ...config, ...own }, used)
  }
  return { simulator, provider: another(), another }
}

export function providerAt(
  simulator: Pick<ChimeSimulator, 'endpoint' | 'region' | 'accessKeyId' | 'secretAccessKey'>,
  config: Partial<ChimeConfig> = {},
  context: Partial<Context> = {},
): MeetingProvider {
  const { endpoint, region, accessKeyId, secretAccessKey } = simulator
  const clock = context.clock ?? systemClock
  const base: ChimeConfig =
    config.client === undefined
      ? {
          type: 'chime',
          region,
          endpoint,
          credentials: { accessKeyId, secretAccessKey },
          rateLimit: 'unlimited',
        }
      : { type: 'chime', region, rateLimit: 'unlimited' }
  const parsed = parseChimeConfig({ ...base, ...config })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const provider = createChimeProvider(parsed.value, {
    name: 'chime-test',
    clock,
    transport: nodeTransport(),
    store: context.store ?? memoryStore(clock),
  })
  onTestFinished(() => provider.close())
  return provider
}

/** Options of a call that nobody gives up, unless a test says so. */
export function calling(options: Partial<ProviderEndOptions> = {}): ProviderEndOptions {
  return {
    signal: new AbortController().signal,
    abortable: false,
    remainingMs: 60_000,
    strict: false,
    wait: false,
    waitMs: 0,
    ...options,
  }
}

export function creating(request: Partial<ProviderCreateRequest> = {}): ProviderCreateRequest {
  const id = request.id ?? 'class-42'
  return {
    id,
    key: id,
    incarnation: 1,
    requestToken: 'a'.repeat(32),
    repeated: false,
    ...request,
  }
}

/** Creates a meeting and answers with it as the facade would hand it to later calls. */
export async function created(
  provider: MeetingProvider,
  request: Partial<ProviderCreateRequest> = {},
  options: ProviderCallOptions = calling(),
): Promise<ProviderMeeting & { readonly result: ProviderCreateResult }> {
  const full = creating({ requestToken: token(), ...request })
  const result = await provider.createMeeting(full, options)
  return { ...recorded(full, result), result }
}

function recorded(request: ProviderCreateRequest, result: ProviderCreateResult): ProviderMeeting {
  const {
    id,
    key,
    incarnation,
    requestToken: _token,
    repeated: _repeated,
    providerOptions: _own,
    ...settings
  } = request
  const { vendor, notes } = result
  return {
    id,
    key,
    incarnation,
    vendor,
    settings,
    ...(notes !== undefined && { notes }),
  }
}

/** The same meeting known by its ref only. */
export function byRef({ id, key, incarnation, vendor }: ProviderMeeting): ProviderMeeting {
  return { id, key, incarnation, vendor }
}

export function joining(id = 'ada', request: Partial<ProviderJoinRequest> = {}): ProviderJoinRequest {
  return { participant: { id, name: 'Ada' }, role: 'attendee', verify: false, ...request }
}

/** Joins and answers with the session. */
export async function joined(
  provider: MeetingProvider,
  meeting: ProviderMeeting,
  request: ProviderJoinRequest = joining(),
  options: ProviderCallOptions = calling(),
): Promise<ChimeSession> {
  const result = await provider.join(meeting, request, options)
  if (result.kind !== 'sdk') throw new Error('not a session')
  return result.session as ChimeSession
}

/** The error of work that has to fail. */
export async function failure(work: Promise<unknown>): Promise<MeetingError> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (MeetingError.is(outcome)) return outcome
  throw new Error(`expected a MeetingError, got ${outcome === undefined ? 'success' : String(outcome)}`)
}

/** Resolves after the event loop has come round, when everything that was ready has run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Waits for something that other code does in its own time. Fails after many turns instead of hanging. */
export async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error('what was waited for did not happen')
    await turn()
  }
}

/** The same, moving a test clock on wherever something waits for it. */
export async function runClock(clock: TestClock, condition: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error('what was waited for did not happen')
    await (clock.pending > 0 ? clock.advance(20) : turn())
  }
}

let tokens = 0

function token(): string {
  tokens += 1
  return tokens.toString(36).padStart(32, '0')
}
