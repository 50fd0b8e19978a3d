import { MeetingError } from '../../src/errors/meeting-error.js'
import type { Clock } from '../../src/ports/clock.js'
import { sleep } from '../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderCapabilities } from '../../src/spec/capabilities.js'
import type {
  MeetingProvider,
  ProviderCreateRequest,
  ProviderCreateResult,
  ProviderEndResult,
  ProviderInfoOptions,
  ProviderJoinRequest,
  ProviderJoinResult,
  ProviderMeeting,
  ProviderMeetingInfo,
} from '../../src/spec/provider.js'
import type { ProviderEvents } from '../../src/spec/provider-events.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import { type Beside, type BesideContext, fakeBeside } from './beside.js'
import { fakeCapabilities } from './capabilities.js'
import type { ResolvedFakeConfig } from './config.js'
import { fakeProviderEvents } from './events.js'
import type { FakeMeeting } from './fake-meeting.js'
import { FakeVendor } from './fake-vendor.js'
import { fakeInfo } from './info.js'
import { fakeJoin } from './join.js'
import { fakeModeration, type Moderating } from './moderation.js'
import { type FakeFailure, type FakeVerb, failureError, Staging } from './staging.js'

/** One call that reached a fake provider. */
export interface FakeCall {
  readonly verb: FakeVerb
  /** The meeting's own id; absent for `check`. */
  readonly id?: string
  readonly request?: ProviderCreateRequest | ProviderJoinRequest
}

export interface FakeProviderOptions {
  readonly name: string
  readonly config: ResolvedFakeConfig
  readonly clock: Clock
}

/** A provider without a vendor: everything happens in memory, failures are staged, calls are logged. */
export class FakeProvider implements MeetingProvider {
  readonly specificationVersion = 1
  readonly type = 'fake'
  readonly name: string
  readonly capabilities: ProviderCapabilities
  /** What runs at the imagined vendor. */
  readonly vendor: FakeVendor
  /** Every call so far, oldest first. */
  readonly calls: readonly FakeCall[]
  readonly listMeetings?: NonNullable<Beside['listMeetings']>
  readonly createBreakoutRoom?: NonNullable<Beside['createBreakoutRoom']>
  readonly listBreakoutRooms?: NonNullable<Beside['listBreakoutRooms']>
  readonly addDocuments?: NonNullable<Beside['addDocuments']>
  readonly sendMessage?: NonNullable<Beside['sendMessage']>
  readonly recordings?: NonNullable<Beside['recordings']>
  readonly removeParticipant?: NonNullable<Moderating['removeParticipant']>
  readonly muteParticipants?: NonNullable<Moderating['muteParticipants']>
  readonly lock?: NonNullable<Moderating['lock']>
  readonly changeRole?: NonNullable<Moderating['changeRole']>
  readonly promote?: NonNullable<Moderating['promote']>
  readonly demote?: NonNullable<Moderating['demote']>
  readonly leave?: NonNullable<Moderating['leave']>
  readonly sweep?: NonNullable<Moderating['sweep']>
  readonly transcription?: NonNullable<Moderating['transcription']>
  readonly events?: ProviderEvents
  readonly #options: FakeProviderOptions
  readonly #calls: FakeCall[] = []
  readonly #staging: Staging
  #closed = false

  constructor(options: FakeProviderOptions) {
    const { name, config, clock } = options
    this.#options = options
    this.name = name
    this.capabilities = fakeCapabilities(config.preset)
    this.vendor = new FakeVendor(clock, this.capabilities)
    this.calls = this.#calls
    this.#staging = new Staging(permanentFailure(config))
    const { vendor, capabilities } = this
    const context = {
      vendor,
      capabilities,
      run: (verb, callOptions, work) => this.#do({ verb }, callOptions, work),
      live: (meeting) => this.#live(meeting),
      existing: (meeting) => {
        const live = this.#live(meeting)
        if (live === undefined) throw this.#notFound(meeting)
        return live
      },
      notFound: (what) =>
        new MeetingError({ code: 'not-found', message: `the fake vendor has no ${what}`, effect: 'none' }),
      has: (key) => (capabilities[key]?.support ?? 'unsupported') !== 'unsupported',
      now: () => clock.now(),
    } satisfies BesideContext & { now: () => number }
    const events = fakeProviderEvents(vendor, capabilities)
    Object.assign(this, fakeBeside(context), fakeModeration(context), events)
  }

  /** Makes the next `times` (default 1) calls of a verb, or of any verb for `'any'`, fail. */
  failNext(verb: FakeVerb | 'any', failure: FakeFailure, times = 1): void {
    this.#staging.add(verb === 'any' ? undefined : verb, failure, times)
  }

  /** Takes back staged failures that have not met a call yet. */
  heal(): void {
    this.#staging.clear()
  }

  createMeeting(request: ProviderCreateRequest, options: ProviderCallOptions): Promise<ProviderCreateResult> {
    return this.#do({ verb: 'createMeeting', id: request.id, request }, options, () => {
      const known = this.#existing(request)
      const meeting = known ?? this.vendor.make(request)
      return {
        disposition: known === undefined ? 'created' : 'existing',
        vendor: { session: meeting.session },
        createdAt: new Date(meeting.createdAt),
        warnings: [],
        providerData: { key: meeting.key },
      }
    })
  }

  join(
    meeting: ProviderMeeting,
    request: ProviderJoinRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderJoinResult> {
    return this.#do({ verb: 'join', id: meeting.id, request }, options, () => {
      const live = this.#live(meeting)
      const notices = this.#sdkLike || request.verify
      if (live === undefined && notices) throw this.#notFound(meeting)
      return fakeJoin(live, meeting, request, this.#sdkLike)
    })
  }

  end(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderEndResult> {
    return this.#do({ verb: 'end', id: meeting.id }, options, () => {
      const live = this.#live(meeting)
      if (live !== undefined) this.vendor.forget(live.session)
      const other = !this.#sdkLike && this.vendor.meeting(meeting.key) !== undefined
      const gone = other ? 'already-ended' : 'not-found'
      return { outcome: live === undefined ? gone : 'ended', warnings: [] }
    })
  }

  info(meeting: ProviderMeeting, options: ProviderInfoOptions): Promise<ProviderMeetingInfo> {
    return this.#do({ verb: 'info', id: meeting.id }, options, () => {
      const live = this.#live(meeting)
      if (live === undefined) throw this.#notFound(meeting)
      return fakeInfo(live, this.capabilities, options.seats)
    })
  }

  async check(options: ProviderCallOptions): Promise<ProviderHealth> {
    try {
      return await this.#do({ verb: 'check' }, options, () => ({
        ok: true,
        reachable: true,
        authenticated: true,
      }))
    } catch (error) {
      return { ok: false, reachable: false, problem: (error as Error).message }
    }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  get #sdkLike(): boolean {
    return this.#options.config.preset === 'sdk-like'
  }

  /** A link vendor finds a meeting by its id, the other kind only by the token of the create. */
  #existing({ key, requestToken }: ProviderCreateRequest): FakeMeeting | undefined {
    return this.#sdkLike
      ? this.vendor.meetings.find(({ request }) => request.requestToken === requestToken)
      : this.vendor.meeting(key)
  }

  #live({ vendor, key, tenant }: ProviderMeeting): FakeMeeting | undefined {
    const session = vendor['session']
    if (session === undefined) return this.#sdkLike ? undefined : this.vendor.meeting(key)
    const live = this.vendor.meeting(session)
    // A ref is not signed: it may name the session of another tenant.
    return live?.request.tenant === tenant ? live : undefined
  }

  #notFound({ id }: ProviderMeeting): MeetingError {
    return new MeetingError({ code: 'not-found', message: `the fake vendor has no meeting "${id}"` })
  }

  async #do<T>(call: FakeCall, options: ProviderCallOptions, work: () => T): Promise<T> {
    if (this.#closed)
      throw new MeetingError({ code: 'not-configured', message: `provider "${this.name}" is closed` })
    this.#calls.push(call)
    const { clock, config } = this.#options
    if (config.latencyMs > 0) await sleep(clock, config.latencyMs, options.signal)
    const failure = this.#staging.take(call.verb)
    if (failure === undefined) return work()
    if (failure.processed === true) work()
    if (failure.hangs === true) await aborted(options.signal)
    throw failureError(failure)
  }
}

/** Never resolves: rejects when the signal fires. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void =>
      reject(new MeetingError({ code: 'aborted', message: 'cancelled', effect: 'unknown' }))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

function permanentFailure({ preset }: ResolvedFakeConfig): FakeFailure | undefined {
  if (preset === 'down') return { code: 'unavailable', effect: 'none', message: 'the fake vendor is down' }
  if (preset === 'throttled')
    return { code: 'rate-limited', retryAfterMs: 1_000, message: 'the fake vendor is throttled' }
  return undefined
}
