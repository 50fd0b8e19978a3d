import assert from 'node:assert/strict'
import type { MeetingsConfig, ProviderEntry } from '../../config/meetings-config.js'
import { MemoryDirectory } from '../../directory/memory-directory.js'
import type { MeetingErrorCode } from '../../errors/codes.js'
import { MeetingError } from '../../errors/meeting-error.js'
import type { Meetings } from '../../meetings.js'
import { partsOf } from '../../meetings-parts.js'
import { memoryStore } from '../../memory/memory-store.js'
import type { Store } from '../../ports/store.js'
import type { CapabilityKey } from '../../spec/capabilities.js'
import type { JoinMeetingRequest } from '../../spec/join-meeting.js'
import type { MeetingProvider } from '../../spec/provider.js'
import type { TestClock } from '../test-clock.js'
import { EventLog } from './event-log.js'
import type { ContractVendor } from './harness.js'

/** Longer than a session seen alive is trusted without asking again. */
export const PAST_TRUST_MS = 31_000
/** Time limit of calls in the suite: above what `settle` moves time by, so that only tests about it reach it. */
const TIMEOUT_MS = 20_000

/** What a clause works with: a vendor, machines that reach it, and time. */
export class ContractContext {
  readonly clock: TestClock
  readonly vendor: ContractVendor
  readonly directory: MemoryDirectory
  /** What providers remember, on every machine that shares the directory. */
  readonly store: Store
  /** The first machine. */
  readonly meetings: Meetings
  readonly #compose: (config: MeetingsConfig) => Meetings
  readonly #machines: Meetings[] = []
  readonly #logs: EventLog[] = []

  constructor(clock: TestClock, vendor: ContractVendor, compose: (config: MeetingsConfig) => Meetings) {
    this.clock = clock
    this.vendor = vendor
    this.directory = new MemoryDirectory({ clock })
    this.store = memoryStore(clock)
    this.#compose = compose
    this.meetings = this.machine()
  }

  /** One more machine on the same directory. */
  machine(config: Partial<MeetingsConfig> = {}, entry: ProviderEntry = this.vendor.provider()): Meetings {
    const { clock, directory, store } = this
    const name = 'name' in entry && typeof entry !== 'function' ? entry.name : 'under-test'
    const meetings = this.#compose({
      providers: { [name]: entry },
      clock,
      directory,
      store,
      timeoutMs: TIMEOUT_MS,
      ...config,
    })
    this.#machines.push(meetings)
    return meetings
  }

  /** A machine that shares nothing with the others but the vendor. */
  stranger(): Meetings {
    const { clock } = this
    return this.machine({ directory: new MemoryDirectory({ clock }), store: memoryStore(clock) })
  }

  /** What one more machine hears, which is told of everything from now on. */
  async listen(): Promise<EventLog> {
    const { vendor, clock } = this
    const config = vendor.events?.config
    const meetings = this.machine(config === undefined ? {} : { events: config })
    const { events } = await this.provider()
    assert.ok(
      vendor.events ?? events?.subscribe,
      'the harness must be able to connect an event handler, or the provider to tell in this process',
    )
    const log = new EventLog(meetings, clock)
    this.#logs.push(log)
    await log.start(vendor.events)
    return log
  }

  /** The instance under test, as the first machine has it. */
  async provider(): Promise<MeetingProvider> {
    const { providers } = partsOf(this.meetings)
    return providers.get(providers.defaultName)
  }

  /** Waits for a call, letting time pass where the library itself waits (a repeat, a poll). */
  run<T>(promise: Promise<T>, budgetMs?: number): Promise<T> {
    return this.clock.settle(promise, budgetMs)
  }

  /** Waits for a call that has to fail, checks what every error promises, and returns the error. */
  async fails(promise: Promise<unknown>, ...codes: readonly MeetingErrorCode[]): Promise<MeetingError> {
    const error = await this.run(
      promise.then(
        (value) => assert.fail(`succeeded with ${JSON.stringify(value)}`),
        (thrown: unknown) => thrown,
      ),
      // A provider may go on as long as the time limit allows, and then has to say what went wrong instead of reaching it.
      codes.includes('rate-limited') ? TIMEOUT_MS - 1 : undefined,
    )
    if (error instanceof assert.AssertionError) throw error
    assert.ok(MeetingError.is(error), `must be a MeetingError, is ${String(error)}`)
    assert.ok(
      codes.includes(error.code),
      `code must be ${codes.join(' or ')}, is ${error.code}: ${error.message}`,
    )
    assert.ok(error.operation !== undefined, 'names the operation')
    this.showsNoSecret(error)
    return error
  }

  /** Fails if a value shows one of the vendor's secrets in any of its texts. */
  showsNoSecret(value: unknown): void {
    const causes = value instanceof Error ? [value.message, value.stack, value.cause] : []
    const text = [
      JSON.stringify(value),
      ...causes.map((cause) => (cause instanceof Error ? cause.stack : String(cause))),
    ].join('\n')
    for (const secret of this.vendor.secrets) assert.ok(!text.includes(secret), 'a secret shows')
  }

  async supports(key: CapabilityKey): Promise<boolean> {
    return ((await this.meetings.capabilities())[key]?.support ?? 'unsupported') !== 'unsupported'
  }

  async close(): Promise<void> {
    for (const log of this.#logs) await this.run(log.close())
    await this.run(Promise.all(this.#machines.map((machine) => machine.close())))
    await this.vendor.close()
  }
}

/** A person who joins. */
export function person(id: string, more: Partial<JoinMeetingRequest> = {}): JoinMeetingRequest {
  return { participant: { id, name: `Person ${id}` }, ...more }
}
