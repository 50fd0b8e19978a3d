import { CallRunner, noOptions } from './call/call-runner.js'
import type { ProviderEntry } from './config/provider-entry.js'
import { meetingErrorOf } from './errors/meeting-error-of.js'
import { MeetingFinder } from './identity/meeting-finder.js'
import { MeetingJoiner } from './identity/meeting-joiner.js'
import { type MeetingTarget, readTarget } from './identity/resolve-target.js'
import { VerifiedSessions } from './identity/verified-sessions.js'
import type { MeetingsOptions } from './meetings-options.js'
import { keepParts } from './meetings-parts.js'
import { MeetingRecordings } from './recordings/meeting-recordings.js'
import { checkRequest } from './requests/check-request.js'
import { createSchema } from './requests/create-schema.js'
import { joinSchema } from './requests/join-schema.js'
import { callOptionsSchema } from './requests/options-schema.js'
import { isPlainJoin } from './requests/plain-join.js'
import { whatDiffers } from './requests/what-differs.js'
import type {
  BreakoutRoom,
  CreateBreakoutRoomRequest,
  CreateBreakoutRoomResult,
} from './spec/breakout-room.js'
import type { CallOptions } from './spec/call-options.js'
import type { ProviderCapabilities } from './spec/capabilities.js'
import type { ChatMessage } from './spec/chat-message.js'
import type { CreateMeetingRequest, CreateMeetingResult } from './spec/create-meeting.js'
import type { EndMeetingOptions, EndMeetingResult } from './spec/end-meeting.js'
import type { MeetingsHealth } from './spec/health.js'
import type { JoinMeetingRequest, JoinResult } from './spec/join-meeting.js'
import type { LeaveRequest } from './spec/leave.js'
import type { MeetingDocument } from './spec/meeting-document.js'
import type { MeetingInfo, MeetingInfoOptions } from './spec/meeting-info.js'
import type { MeetingList } from './spec/meeting-list.js'
import type {
  LockRequest,
  ModerationResult,
  MuteParticipantsRequest,
  ParticipantOutcome,
  PromoteRequest,
} from './spec/moderation.js'
import type { ParticipantRole } from './spec/participant.js'
import type { MeetingProvider } from './spec/provider.js'
import type { SweepOptions, SweepResult } from './spec/sweep.js'
import { BesideMeeting } from './verbs/beside-meeting.js'
import { checkMeetings } from './verbs/check-meetings.js'
import { endMeeting, waitOf } from './verbs/end-meeting.js'
import { listMeetings } from './verbs/list-meetings.js'
import { meetingInfo } from './verbs/meeting-info.js'
import { MeetingTranscription } from './verbs/meeting-transcription.js'
import { Moderation } from './verbs/moderation.js'
import { OnMeeting } from './verbs/on-meeting.js'
import { Sweeper } from './verbs/sweep.js'
import type { VerbDependencies } from './verbs/verb-dependencies.js'

/**
 * The one API over every configured vendor. Safe for any number of calls at once; every call ends within its time
 * limit; every failure is a `MeetingError`; every call may be repeated. Make one with `createMeetings`.
 */
export class Meetings {
  readonly #options: MeetingsOptions
  readonly #runner: CallRunner
  readonly #verbs: VerbDependencies
  readonly #finder: MeetingFinder
  readonly #joiner: MeetingJoiner
  readonly #on: OnMeeting
  readonly #beside: BesideMeeting
  readonly #moderation: Moderation
  readonly #sweeper: Sweeper
  /** Recording: start, stop; and what was recorded: list, read, publish, delete, label, caption. */
  readonly recordings: MeetingRecordings
  /** What is said, as text: start, stop. */
  readonly transcription: MeetingTranscription

  constructor(options: MeetingsOptions) {
    this.#options = options
    keepParts(this, options)
    this.#runner = new CallRunner(options)
    this.#verbs = { ...options, verified: new VerifiedSessions(options.clock) }
    this.#finder = new MeetingFinder(this.#verbs)
    this.#joiner = new MeetingJoiner({ ...this.#verbs, finder: this.#finder })
    this.#on = new OnMeeting(this.#runner, options)
    this.#beside = new BesideMeeting(options.providers)
    this.#moderation = new Moderation(this.#verbs)
    this.#sweeper = new Sweeper(this.#verbs)
    this.recordings = new MeetingRecordings(this.#runner, options.providers, this.#on)
    this.transcription = new MeetingTranscription(this.#on, options.providers)
  }

  /** Name of the instance on which new meetings are made, but for tenants with a route of their own. */
  get defaultProvider(): string {
    return this.#options.providers.defaultName
  }

  /** Names of the configured instances. */
  get providers(): readonly string[] {
    return this.#options.providers.names
  }

  /**
   * An instance itself, loaded if need be; by default the one for new meetings of the tenant. Do not keep it: it is closed when its
   * configuration changes, and a tenant's own when it has to make room. Fails with `not-configured` for an unknown name, and as
   * `tenants` does.
   */
  async provider(name?: string, options: Pick<CallOptions, 'tenant'> = noOptions): Promise<MeetingProvider> {
    try {
      checkRequest(callOptionsSchema, options)
      const { tenant } = options
      const { providers } = this.#options
      return await providers.get(name ?? (await providers.route(tenant)), tenant)
    } catch (error) {
      throw meetingErrorOf(error)
    }
  }

  /**
   * What an instance can do; by default the one for new meetings of the tenant. Asks no vendor. Fails with `not-configured` for an
   * unknown name, and as `tenants` does.
   */
  async capabilities(
    provider?: string,
    options: Pick<CallOptions, 'tenant'> = noOptions,
  ): Promise<ProviderCapabilities> {
    return (await this.provider(provider, options)).capabilities
  }

  /**
   * Gives a configured instance another configuration while everything runs: another secret, other credentials. Refs stay valid,
   * because the name stays; so it has to be the same server or account. Calls that run now end on the provider of before, which is
   * then closed. Holds for this process: tell the others, too. Fails with `not-configured`, and changes nothing, where the name is
   * unknown or the configuration wrong.
   */
  reconfigure(name: string, entry: ProviderEntry): void {
    this.#options.providers.reconfigure(name, entry)
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
      const provider = await this.#options.providers.get(session.ref.provider, options.tenant)
      const warnings = whatDiffers(request, session.record.fingerprint, provider, call.strict)
      return { ref: session.ref, ...result, warnings: [...result.warnings, ...warnings] }
    })
  }

  /**
   * Makes credentials for one person: a link, or a session for the vendor's client library. Every call makes new ones.
   * The target is a ref, its text, or your own id. With `create`, a meeting that is missing or dead is made first, once.
   *
   * By the join page (`joinVia`, and `joinPage` of the configuration) it is always a link, and the vendor is asked nothing before somebody
   * opens it: then the meeting is made, if it is missing and there is a `create`, and it turns out whether the person can be let in.
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
      if (!isPlainJoin(request)) checkRequest(joinSchema, request)
      const session = await this.#on.resolve(call, meant, options, progress)
      const result = await this.#joiner.join(call, meant, session, request)
      progress.ref = result.ref
      return result
    })
  }

  /**
   * Ends a meeting and sends everybody out. Safe to repeat: that it was over, or never was, is an outcome and not an
   * error. A ref ends its own session and never a newer one of the same id.
   */
  end(target: MeetingTarget, options: EndMeetingOptions = noOptions): Promise<EndMeetingResult> {
    return this.#on.run(
      'end',
      target,
      options,
      (call, session) => endMeeting(this.#verbs, call, session, options),
      waitOf,
    )
  }

  /**
   * What is known about a meeting now. A recorded meeting that the vendor has dropped is `ended`; without a record, a
   * meeting that the vendor does not know is `not-found`.
   */
  info(target: MeetingTarget, options: MeetingInfoOptions = noOptions): Promise<MeetingInfo> {
    return this.#on.run('info', target, options, (call, session) =>
      meetingInfo(this.#verbs, call, session, options.seats === true),
    )
  }

  /**
   * What runs on an instance now, by default the one for new meetings of the tenant, read while you iterate (`for await`): the
   * tenant's meetings only, and without a tenant also those that were made elsewhere under ids of your form. The time limit holds for each step. Capability `listMeetings`.
   */
  listMeetings(provider?: string, options: CallOptions = noOptions): MeetingList {
    return listMeetings(this.#runner, this.#options.providers, provider, options)
  }

  /** Makes a room beside a running meeting, or finds the one of that number. Capability `breakoutRooms.create`. */
  createBreakoutRoom(
    target: MeetingTarget,
    request: CreateBreakoutRoomRequest,
    options: CallOptions = noOptions,
  ): Promise<CreateBreakoutRoomResult> {
    return this.#on.run('createBreakoutRoom', target, options, (call, session) =>
      this.#beside.createBreakoutRoom(call, session, request),
    )
  }

  /** The rooms beside a running meeting. Capability `breakoutRooms.list`. */
  listBreakoutRooms(
    target: MeetingTarget,
    options: CallOptions = noOptions,
  ): Promise<readonly BreakoutRoom[]> {
    return this.#on.run('listBreakoutRooms', target, options, (call, session) =>
      this.#beside.listBreakoutRooms(call, session),
    )
  }

  /** Shows documents in a running meeting. Not safe to repeat: sent twice, they are there twice. Capability `addDocuments`. */
  addDocuments(
    target: MeetingTarget,
    documents: readonly MeetingDocument[],
    options: CallOptions = noOptions,
  ): Promise<void> {
    return this.#on.run('addDocuments', target, options, (call, session) =>
      this.#beside.addDocuments(call, session, documents),
    )
  }

  /** Writes into the public chat of a running meeting. Not safe to repeat. Capability `sendMessage`. */
  sendMessage(target: MeetingTarget, message: ChatMessage, options: CallOptions = noOptions): Promise<void> {
    return this.#on.run('sendMessage', target, options, (call, session) =>
      this.#beside.sendMessage(call, session, message),
    )
  }

  /**
   * Sends somebody out of a running meeting, on all devices. Their credentials let them in no more; new ones would, so
   * keep from making them. Links to the join page, old and new, do not let them in while this meeting lives. Safe to repeat.
   * Capability `removeParticipant`.
   */
  removeParticipant(
    target: MeetingTarget,
    participantId: string,
    options: CallOptions = noOptions,
  ): Promise<ParticipantOutcome> {
    return this.#on.run('removeParticipant', target, options, (call, session) =>
      this.#moderation.remove(call, session, participantId),
    )
  }

  /**
   * Takes the microphones of those who have joined, or gives them back. It lasts: nobody switches theirs on again until it
   * is given back, not by joining again on the same device either. Whoever comes later is not muted; `lock` is for that.
   * Safe to repeat. Capability `muteParticipants`.
   */
  muteParticipants(
    target: MeetingTarget,
    request: MuteParticipantsRequest = {},
    options: CallOptions = noOptions,
  ): Promise<ModerationResult> {
    return this.#on.run('muteParticipants', target, options, (call, session) =>
      this.#moderation.mute(call, session, request),
    )
  }

  /**
   * Takes camera, microphone or screen share from all attendees, also those who join later, or gives them back;
   * moderators keep theirs. Safe to repeat. Capability `lock`.
   */
  lock(
    target: MeetingTarget,
    locks: LockRequest,
    options: CallOptions = noOptions,
  ): Promise<ModerationResult> {
    return this.#on.run('lock', target, options, (call, session) =>
      this.#moderation.lock(call, session, locks),
    )
  }

  /** Makes a moderator of an attendee who has joined, or the reverse, on all devices. Safe to repeat. Capability `changeRole`. */
  changeRole(
    target: MeetingTarget,
    participantId: string,
    role: ParticipantRole,
    options: CallOptions = noOptions,
  ): Promise<ParticipantOutcome> {
    return this.#on.run('changeRole', target, options, (call, session) =>
      this.#moderation.changeRole(call, session, participantId, role),
    )
  }

  /**
   * Lets a listener of a meeting that is too large for everybody to speak be seen and heard: makes credentials for the
   * person's client to go over with (`promoteToPrimaryMeeting` of the Chime client). Safe to repeat. Capability `promote`.
   */
  promote(
    target: MeetingTarget,
    request: PromoteRequest,
    options: CallOptions = noOptions,
  ): Promise<JoinResult> {
    return this.#on.run('promote', target, options, (call, session) =>
      this.#moderation.promote(call, session, request),
    )
  }

  /** Makes somebody who was promoted a listener again. Safe to repeat. Capability `demote`. */
  demote(
    target: MeetingTarget,
    participantId: string,
    options: CallOptions = noOptions,
  ): Promise<ParticipantOutcome> {
    return this.#on.run('demote', target, options, (call, session) =>
      this.#moderation.demote(call, session, participantId),
    )
  }

  /**
   * Tells that a person's page was closed, so that the seat can be given free after a while unless they come back: for
   * vendors that do not notice by themselves. May be called on every vendor that has `leave`. Safe to repeat.
   */
  leave(
    target: MeetingTarget,
    request: LeaveRequest,
    options: CallOptions = noOptions,
  ): Promise<ParticipantOutcome> {
    return this.#on.run('leave', target, options, (call, session) =>
      this.#moderation.leave(call, session, request),
    )
  }

  /**
   * Does what time asks for in every recorded meeting, of all tenants or of one: ends what is overdue, gives seats free whose
   * people left, notices meetings that their vendors dropped, forgets those that ended long ago. To be called every minute or
   * so, by one machine or by several, which share the work on a shared directory; give it a time limit of minutes. What fails
   * for one meeting is part of the answer; fails with `unavailable` where the directory does. Safe to repeat.
   */
  sweep(options: SweepOptions = noOptions): Promise<SweepResult> {
    return this.#runner.run('sweep', options, (call) => this.#sweeper.sweep(call, options))
  }

  /**
   * Asks every instance whether it is reachable and its credentials are good, and the directory whether it answers; with a tenant
   * also the tenant's own instances, and whether it can be told which they are.
   * What is wrong is part of the answer, also that an instance did not answer in time; fails only with `aborted` or
   * `invalid-request`.
   */
  check(options: CallOptions = noOptions): Promise<MeetingsHealth> {
    return this.#runner.run('check', options, (call) => checkMeetings(this.#options, call, options.tenant))
  }

  /** Refuses new calls, lets providers finish what is queued, frees connections. Safe to repeat. */
  async close(): Promise<void> {
    this.#finder.close()
    try {
      await this.#options.providers.close()
    } catch (error) {
      throw meetingErrorOf(error)
    } finally {
      await this.#options.onClose?.()
    }
  }
}
