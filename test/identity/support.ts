import type { FakePreset } from '../../providers/fake/config.js'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { FakeProvider } from '../../providers/fake/fake-provider.js'
import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import type { Claim, ClaimRequest, ClaimResult, Directory } from '../../src/directory/directory.js'
import type { DirectoryKey, MeetingRecord } from '../../src/directory/meeting-record.js'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { Meetings } from '../../src/meetings.js'
import type { MeetingProvider, ProviderCreateRequest } from '../../src/spec/provider.js'
import { TestClock } from '../../src/testing/test-clock.js'

export type DirectoryOperation = 'get' | 'claim' | 'complete' | 'release'

/** A shared directory whose operations can be made to fail, to hang and to be watched. */
export class UnsteadyDirectory implements Directory {
  readonly shared = true
  /** Called before each operation; what it throws or waits for, the operation does. */
  before: (operation: DirectoryOperation) => void | Promise<void> = () => undefined
  /** The same, after the operation took effect. */
  after: (operation: DirectoryOperation) => void | Promise<void> = () => undefined
  readonly log: string[] = []
  readonly #inner: MemoryDirectory

  constructor(clock: TestClock) {
    this.#inner = new MemoryDirectory({ clock })
  }

  get(key: DirectoryKey): Promise<MeetingRecord | undefined> {
    return this.#do('get', () => this.#inner.get(key))
  }

  claim(request: ClaimRequest): Promise<ClaimResult> {
    return this.#do('claim', () => this.#inner.claim(request))
  }

  complete(claim: Claim, record: MeetingRecord): Promise<boolean> {
    return this.#do('complete', () => this.#inner.complete(claim, record))
  }

  release(claim: Claim, keepDraft: boolean): Promise<void> {
    return this.#do('release', () => this.#inner.release(claim, keepDraft))
  }

  scan(): AsyncIterable<MeetingRecord> {
    return this.#inner.scan()
  }

  /** The record as it stands, past every staged fault. */
  peek(key: DirectoryKey): Promise<MeetingRecord | undefined> {
    return this.#inner.get(key)
  }

  async #do<T>(operation: DirectoryOperation, work: () => Promise<T>): Promise<T> {
    this.log.push(operation)
    await this.before(operation)
    const result = await work()
    await this.after(operation)
    return result
  }
}

/** Makes an operation fail `times` times with what a database client throws. */
export function failing(operation: DirectoryOperation, times = 1): (now: DirectoryOperation) => void {
  let left = times
  return (now) => {
    if (now !== operation || left === 0) return
    left -= 1
    throw Object.assign(new Error('connect ECONNREFUSED redis://:hunter2@10.0.0.1'), { code: 'ECONNREFUSED' })
  }
}

/** The fake with some verbs done otherwise. */
export function wrapped(fake: FakeProvider, verbs: Partial<MeetingProvider>): MeetingProvider {
  return {
    specificationVersion: 1,
    name: fake.name,
    type: fake.type,
    capabilities: fake.capabilities,
    createMeeting: (request, options) => fake.createMeeting(request, options),
    join: (meeting, request, options) => fake.join(meeting, request, options),
    end: (meeting, options) => fake.end(meeting, options),
    info: (meeting, options) => fake.info(meeting, options),
    check: (options) => fake.check(options),
    close: async () => undefined,
    ...verbs,
  }
}

export interface World {
  readonly clock: TestClock
  readonly directory: UnsteadyDirectory
  readonly fake: FakeProvider
  readonly meetings: Meetings
  /** One more machine on the same directory and the same vendor. */
  machine(config?: Partial<MeetingsConfig>): Meetings
  /** A machine with a directory of its own. */
  stranger(): Meetings
  /** Waits for a call, letting time pass where the library waits. */
  run<T>(promise: Promise<T>): Promise<T>
  /** Waits for a call that fails, and returns its error. */
  fails(promise: Promise<unknown>): Promise<MeetingError>
}

export function world(preset: FakePreset = 'sdk-like'): World {
  const clock = new TestClock()
  const directory = new UnsteadyDirectory(clock)
  const fake = createFakeProvider({ clock, preset })
  const machine = (config: Partial<MeetingsConfig> = {}): Meetings =>
    createMeetings({ providers: { fake }, clock, directory, ...config })
  const run = <T>(promise: Promise<T>): Promise<T> => clock.settle(promise, 100_000)
  return {
    clock,
    directory,
    fake,
    meetings: machine(),
    machine,
    stranger: () => machine({ directory: new UnsteadyDirectory(clock) }),
    run,
    fails: (promise) => run(rejection(promise)),
  }
}

/** The error of a call that fails, without moving the clock. */
export async function rejection(promise: Promise<unknown>): Promise<MeetingError> {
  const outcome: unknown = await promise.then(
    (value) => new Error(`succeeded with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (!MeetingError.is(outcome)) throw outcome
  return outcome
}

/** The creates that reached the vendor. */
export function creates({ fake }: World): readonly ProviderCreateRequest[] {
  return fake.calls.flatMap(({ verb, request }) =>
    verb === 'createMeeting' && request !== undefined && 'requestToken' in request ? [request] : [],
  )
}

/** Lets promises and input and output take a few turns without moving the clock. */
export async function turns(count = 10): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
