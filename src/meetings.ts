import type { Call } from './call/call.js'
import { type CallProgress, CallRunner, noOptions } from './call/call-runner.js'
import { checkMeetings } from './check-meetings.js'
import { MeetingError } from './errors/meeting-error.js'
import { meetingErrorOf } from './errors/meeting-error-of.js'
import { differences, fingerprint } from './identity/fingerprint.js'
import { markEnded } from './identity/mark-ended.js'
import { MeetingFinder } from './identity/meeting-finder.js'
import { MeetingJoiner } from './identity/meeting-joiner.js'
import { type MeetingTarget, readTarget, resolveTarget } from './identity/resolve-target.js'
import { directoryWarnings, providerMeeting, type Session } from './identity/session.js'
import { VerifiedSessions } from './identity/verified-sessions.js'
import type { MeetingsOptions } from './meetings-options.js'
import { providerFor } from './provider-for.js'
import { checkRequest } from './requests/check-request.js'
import { createSchema } from './requests/create-schema.js'
import { fitCreate, ownOptions } from './requests/fit-create.js'
import { joinSchema } from './requests/join-schema.js'
import { failOnWarnings, notApplied } from './requests/warnings.js'
import type { CallOptions } from './spec/call-options.js'
import type { ProviderCapabilities } from './spec/capabilities.js'
import type { CreateMeetingRequest, CreateMeetingResult } from './spec/create-meeting.js'
import type { EndMeetingOptions, EndMeetingResult } from './spec/end-meeting.js'
import type { MeetingsHealth } from './spec/health.js'
import type { JoinMeetingRequest, JoinResult } from './spec/join-meeting.js'
import type { MeetingInfo } from './spec/meeting-info.js'
import type { MeetingRef } from './spec/meeting-ref.js'
import type { MeetingProvider, ProviderEndOptions } from './spec/provider.js'
import type { MeetingWarning } from './spec/warning.js'

const DEFAULT_WAIT_MS = 15_000

/**
 * The one API over every configured vendor. Safe for any number of calls at once; every call ends within its time
 * limit; every failure is a `MeetingError`; every call may be repeated. Make one with `createMeetings`.
 */
export class Meetings {
  readonly #options: MeetingsOptions
  readonly #runner: CallRunner
  readonly #verified: VerifiedSessions
  readonly #finder: MeetingFinder
  readonly #joiner: MeetingJoiner

  constructor(options: MeetingsOptions) {
    this.#options = options
    this.#runner = new CallRunner(options)
    this.#verified = new VerifiedSessions(options.clock)
    this.#finder = new MeetingFinder({ ...options, verified: this.#verified })
    this.#joiner = new MeetingJoiner({ ...options, verified: this.#verified, finder: this.#finder })
  }

  /** Name of the instance on which new meetings are made. */
  get defaultProvider(): string {
    return this.#options.providers.defaultName
  }

  /** Names of the configured instances. */
  get providers(): readonly string[] {
    return this.#options.providers.names
  }

  /** A configured instance itself, loaded if need be. Fails with `not-configured` for an unknown name. */
  async provider(name: string = this.defaultProvider): Promise<MeetingProvider> {
    try {
      return await this.#options.providers.get(name)
    } catch (error) {
      throw meetingErrorOf(error)
    }
  }

  /** What an instance can do. Asks nobody. Fails with `not-configured` for an unknown name. */
  async capabilities(provider?: string): Promise<ProviderCapabilities> {
    return (await this.provider(provider)).capabilities
  }

  /**
   * Makes the meeting with this id, or finds it: may be called before every join, from any number of places at once.
   * A meeting that the vendor has dropped is made anew, on the current default provider; one that is alive is left as it
   * is, wherever it lives, with a `not-applied` warning for each setting that was made otherwise.
   *
   * Fails with `invalid-request`, `not-configured`, `unauthenticated`, `forbidden`, `conflict`, `quota`, `rate-limited`,
   * `timeout`, `aborted`, `unavailable`, `invalid-response`; in strict mode with `unsupported` or `conflict`. After a
   * failure with `effect: 'unknown'` the vendor may have the meeting: the same call again finds it instead of making a
   * second one.
   */
  createMeeting(
    request: CreateMeetingRequest,
    options: CallOptions = noOptions,
  ): Promise<CreateMeetingResult> {
    return this.#runner.run('createMeeting', options, async (call, progress) => {
      checkRequest(createSchema, request)
      const found = await this.#finder.find(call, { tenant: options.tenant, id: request.id }, request)
      const { session, asked, ...result } = found
      progress.ref = session.ref
      if (asked) return { ref: session.ref, ...result }
      const warnings = await this.#whatDiffers(call, session, request)
      return { ref: session.ref, ...result, warnings: [...result.warnings, ...warnings] }
    })
  }

  /**
   * Makes credentials for one person: a link, or a session for the vendor's client library. Every call makes new ones.
   * The target is a ref, its text, or your own id. With `create`, a meeting that is missing or dead is made first, once.
   *
   * Fails as `createMeeting` does, and with `not-found` (where the provider notices, see `join.detectsMissing` and
   * `verify`), `capacity` (full) or `forbidden` (this person is not let in).
   */
  join(
    target: MeetingTarget,
    request: JoinMeetingRequest,
    options: CallOptions = noOptions,
  ): Promise<JoinResult> {
    return this.#runner.run('join', options, async (call, progress) => {
      const meant = readTarget(target)
      checkRequest(joinSchema, request)
      const session = await this.#resolve(call, meant, options, progress)
      const result = await this.#joiner.join(call, session, request)
      progress.ref = result.ref
      return result
    })
  }

  /**
   * Ends a meeting and sends everybody out. Safe to repeat: that it was over, or never was, is an outcome and not an
   * error. A ref ends its own session and never a newer one of the same id.
   */
  end(target: MeetingTarget, options: EndMeetingOptions = noOptions): Promise<EndMeetingResult> {
    const work = async (call: Call, progress: CallProgress): Promise<EndMeetingResult> => {
      const { wait = false, waitMs = DEFAULT_WAIT_MS } = options
      const session = await this.#resolve(call, readTarget(target), options, progress)
      const { ref, record } = session
      const provider = await providerFor(this.#options.providers, session, 'end')
      const ended = await provider.end(providerMeeting(session), endOptions(call, wait, waitMs))
      this.#verified.delete(session.key)
      if (record !== undefined) await markEnded(this.#options, record)
      const known = record !== undefined || session.superseded === true
      const outcome = ended.outcome === 'not-found' && known ? 'already-ended' : ended.outcome
      return { ref, outcome, warnings: [...ended.warnings, ...directoryWarnings(session)] }
    }
    return this.#runner.run('end', options, work, waitOf)
  }

  /**
   * What is known about a meeting now. A recorded meeting that the vendor has dropped is `ended`; without a record, a
   * meeting that the vendor does not know is `not-found`.
   */
  info(target: MeetingTarget, options: CallOptions = noOptions): Promise<MeetingInfo> {
    return this.#runner.run('info', options, async (call, progress) => {
      const session = await this.#resolve(call, readTarget(target), options, progress)
      const { ref, record } = session
      const provider = await providerFor(this.#options.providers, session, 'info')
      const recorded = recordedInfo(session)
      const warnings = directoryWarnings(session)
      try {
        const info = await provider.info(providerMeeting(session), call)
        return { ref, ...recorded, ...info, warnings: [...info.warnings, ...warnings] }
      } catch (error) {
        if (!MeetingError.is(error) || error.code !== 'not-found' || record === undefined) throw error
        this.#verified.delete(session.key)
        const endedAt = record.endedAt === undefined ? {} : { endedAt: new Date(record.endedAt) }
        return { ref, ...recorded, status: 'ended', ...endedAt, presence: 'none', warnings }
      }
    })
  }

  /**
   * Asks every instance whether it is reachable and its credentials are good, and the directory whether it answers.
   * What is wrong is part of the answer; fails only with `timeout`, `aborted` or `invalid-request`.
   */
  check(options: CallOptions = noOptions): Promise<MeetingsHealth> {
    return this.#runner.run('check', options, (call) => checkMeetings(this.#options, call))
  }

  /** Refuses new calls, lets providers finish what is queued, frees connections. Safe to repeat. */
  async close(): Promise<void> {
    try {
      await this.#options.providers.close()
    } catch (error) {
      throw meetingErrorOf(error)
    } finally {
      await this.#options.onClose?.()
    }
  }

  async #resolve(
    call: Call,
    target: MeetingRef | string,
    { tenant }: CallOptions,
    progress: CallProgress,
  ): Promise<Session> {
    const { directory } = this.#options
    const session = await resolveTarget(target, { directory, defaultProvider: this.defaultProvider, tenant })
    progress.ref = session.ref
    call.throwIfStopped()
    return session
  }

  /** How an existing meeting differs from what a create asks for. */
  async #whatDiffers(
    call: Call,
    { ref, record }: Session,
    request: CreateMeetingRequest,
  ): Promise<readonly MeetingWarning[]> {
    const provider = await this.#options.providers.get(ref.provider)
    const fitted = fitCreate(request, provider.type, provider.capabilities)
    const { providerOptions, ...settings } = request
    const asked = fingerprint({ ...settings, ...ownOptions(providerOptions, provider.type) })
    const told = new Set(fitted.warnings.map(({ field }) => field))
    const others = differences(asked, record?.fingerprint ?? {})
      .filter((path) => !told.has(path))
      .map((path) =>
        notApplied(path, 'the meeting exists with another value, and a running meeting cannot be changed'),
      )
    if (call.strict) {
      failOnWarnings(fitted.warnings, 'unsupported')
      failOnWarnings(others, 'conflict')
    }
    return [...fitted.warnings, ...others]
  }
}

/** An end that waits does so on top of the call's own time limit. */
function waitOf({ wait = false, waitMs = DEFAULT_WAIT_MS }: EndMeetingOptions): number {
  return wait ? waitMs : 0
}

/** The call's options with those of an end; the signal is still made on demand. */
function endOptions(call: Call, wait: boolean, waitMs: number): ProviderEndOptions {
  return {
    get signal() {
      return call.signal
    },
    get remainingMs() {
      return call.remainingMs
    },
    abortable: call.abortable,
    strict: call.strict,
    wait,
    waitMs,
  }
}

/** What the record knows about a meeting, for vendors that do not tell it. */
function recordedInfo({ record }: Session): Pick<MeetingInfo, 'name' | 'createdAt' | 'metadata'> {
  if (record === undefined) return {}
  const { name = record.id, metadata } = record.settings
  return { name, createdAt: new Date(record.createdAt), ...(metadata === undefined ? {} : { metadata }) }
}
