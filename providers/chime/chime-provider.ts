import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderContext, ProviderFactory } from '../../src/ports/provider-factory.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { CompleteCapabilities } from '../../src/spec/capabilities.js'
import type { LeaveRequest } from '../../src/spec/leave.js'
import type { LockRequest, MuteParticipantsRequest } from '../../src/spec/moderation.js'
import type { ParticipantRole } from '../../src/spec/participant.js'
import type {
  MeetingProvider,
  ProviderCreateRequest,
  ProviderCreateResult,
  ProviderEndOptions,
  ProviderEndResult,
  ProviderInfoOptions,
  ProviderJoinRequest,
  ProviderJoinResult,
  ProviderMeeting,
  ProviderMeetingInfo,
  ProviderModerationResult,
  ProviderParticipantOutcome,
  ProviderSweepResult,
} from '../../src/spec/provider.js'
import type { ProviderEvents } from '../../src/spec/provider-events.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import type { ProviderRecordings } from '../../src/spec/provider-recordings.js'
import type { ProviderTranscription } from '../../src/spec/provider-transcription.js'
import { ChimeApi } from './api.js'
import { chimeCapabilities } from './capabilities.js'
import { checkChime } from './check.js'
import type { ResolvedChimeConfig } from './config.js'
import { createMeeting } from './create.js'
import { MeetingDescriptions } from './descriptions.js'
import { endMeeting } from './end.js'
import { ChimeEvents } from './events/chime-events.js'
import { Gather } from './gather.js'
import { InFlight } from './in-flight.js'
import { meetingInfo } from './info.js'
import { joinMeeting } from './join.js'
import { changeRole } from './moderation/change-role.js'
import { lockMeeting } from './moderation/lock.js'
import { muteParticipants } from './moderation/mute-participants.js'
import { ChimeOperations } from './operations/chime-operations.js'
import { chimeOperationsKey } from './operations/chime-operations-of.js'
import { refuseForeign } from './ownership.js'
import type { ChimeParts } from './parts.js'
import { automaticRecording } from './recording/automatic.js'
import { ChimeRecordings } from './recording/chime-recordings.js'
import { demote } from './replicas/demote.js'
import { promote } from './replicas/promote.js'
import { leaveMeeting } from './seats/leave.js'
import { removeParticipant } from './seats/remove-participant.js'
import { SeatMemory } from './seats/seat-memory.js'
import { sweepMeeting } from './sweep.js'
import { startTranscription } from './transcription/start.js'
import { stopTranscription } from './transcription/stop.js'

/** How long `close` waits for calls under way. */
const DRAIN_MS = 5_000

/** The Amazon Chime SDK behind the neutral calls: one AWS client for one control region, made on the first call. */
class ChimeProvider implements MeetingProvider {
  readonly specificationVersion = 1
  readonly name: string
  readonly type = 'chime'
  readonly capabilities: CompleteCapabilities
  readonly events: ProviderEvents
  readonly recordings?: ProviderRecordings
  readonly transcription: ProviderTranscription
  readonly promote?: NonNullable<MeetingProvider['promote']>
  readonly demote?: NonNullable<MeetingProvider['demote']>
  readonly [chimeOperationsKey]: ChimeOperations
  readonly #parts: ChimeParts
  readonly #recordings: ChimeRecordings | undefined
  readonly #inFlight = new InFlight()
  #closed: Promise<void> | undefined

  constructor(config: ResolvedChimeConfig, { name, clock, store, transport, joinPage }: ProviderContext) {
    this.name = name
    this.capabilities = chimeCapabilities(config, { joinPage: joinPage === true })
    const api = new ChimeApi(config, clock)
    const gather = new Gather({ api, clock, inFlight: this.#inFlight })
    const descriptions = new MeetingDescriptions(api, clock, store)
    const seats = new SeatMemory({ api, clock })
    const parts: ChimeParts = { name, config, clock, store, api, gather, descriptions, seats }
    const run = <T>(work: () => Promise<T>): Promise<T> => this.#run(work)
    const on = <T>(
      meeting: ProviderMeeting,
      options: ProviderCallOptions,
      work: () => Promise<T>,
    ): Promise<T> => this.#on(meeting, options, work)
    this.#parts = parts
    this[chimeOperationsKey] = new ChimeOperations({ name, api, clock, run })
    this.transcription = {
      start: (meeting, ...call) => on(meeting, call[1], () => startTranscription(parts, meeting, ...call)),
      stop: (meeting, options) => on(meeting, options, () => stopTranscription(parts, meeting, options)),
    }
    if (config.replicas > 0) {
      this.promote = (meeting, ...call) => on(meeting, call[1], () => promote(parts, meeting, ...call))
      this.demote = (meeting, ...call) => on(meeting, call[1], () => demote(parts, meeting, ...call))
    }
    const recordings = config.recording && new ChimeRecordings(parts, config.recording, this.#inFlight)
    this.events = new ChimeEvents({ parts, transport, recordings, run })
    if (recordings === undefined) return
    this.#recordings = recordings
    this.recordings = {
      start: (meeting, options) => on(meeting, options, () => recordings.start(meeting, options)),
      stop: (meeting, options) => on(meeting, options, () => recordings.stop(meeting, options)),
      list: (...call) => run(() => recordings.list(...call)),
      get: (...call) => run(() => recordings.get(...call)),
      publish: (id) => run(() => recordings.publish(id)),
      unpublish: (id) => run(() => recordings.unpublish(id)),
      delete: (...call) => run(() => recordings.delete(...call)),
      update: (id, changes) => run(() => recordings.update(id, changes)),
    }
  }

  createMeeting(request: ProviderCreateRequest, options: ProviderCallOptions): Promise<ProviderCreateResult> {
    return this.#run(async () => {
      const made = await createMeeting(this.#parts, request, options)
      return automaticRecording(this.#parts, this.#recordings, request, made, options)
    })
  }

  join(
    meeting: ProviderMeeting,
    request: ProviderJoinRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderJoinResult> {
    return this.#on(meeting, options, () => joinMeeting(this.#parts, meeting, request, options))
  }

  end(meeting: ProviderMeeting, options: ProviderEndOptions): Promise<ProviderEndResult> {
    return this.#run(async () => {
      try {
        await refuseForeign(this.#parts, meeting, options)
      } catch (error) {
        if (!MeetingError.is(error) || error.code !== 'not-found') throw error
        return { outcome: 'not-found', warnings: [] }
      }
      return endMeeting(this.#parts, meeting, options)
    })
  }

  info(meeting: ProviderMeeting, options: ProviderInfoOptions): Promise<ProviderMeetingInfo> {
    return this.#on(meeting, options, async () => {
      const info = await meetingInfo(this.#parts, meeting, options)
      if (this.#recordings === undefined || info.status === 'ended') return info
      return { ...info, recording: await this.#recordings.stateOf(meeting, options) }
    })
  }

  removeParticipant(
    meeting: ProviderMeeting,
    participantId: string,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome> {
    return this.#on(meeting, options, () => removeParticipant(this.#parts, meeting, participantId, options))
  }

  muteParticipants(
    meeting: ProviderMeeting,
    request: MuteParticipantsRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderModerationResult> {
    return this.#on(meeting, options, () => muteParticipants(this.#parts, meeting, request, options))
  }

  lock(
    meeting: ProviderMeeting,
    locks: LockRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderModerationResult> {
    return this.#on(meeting, options, () => lockMeeting(this.#parts, meeting, locks, options))
  }

  changeRole(
    meeting: ProviderMeeting,
    participantId: string,
    role: ParticipantRole,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome> {
    return this.#on(meeting, options, () => changeRole(this.#parts, meeting, participantId, role, options))
  }

  leave(
    meeting: ProviderMeeting,
    request: LeaveRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome> {
    return this.#on(meeting, options, () => leaveMeeting(this.#parts, meeting, request, options))
  }

  sweep(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderSweepResult> {
    return this.#run(() => sweepMeeting(this.#parts, meeting, options))
  }

  async check(options: ProviderCallOptions): Promise<ProviderHealth> {
    if (this.#closed !== undefined) return { ok: false, reachable: false, problem: this.#refusal().message }
    const probes = this.#recordings === undefined ? [] : [this.#recordings.probe]
    return this.#inFlight.run(() => checkChime(this.#parts, options, probes))
  }

  close(): Promise<void> {
    this.#closed ??= this.#drain()
    return this.#closed
  }

  /** Runs what is about a meeting that a caller named, if it is the caller's. */
  #on<T>(meeting: ProviderMeeting, options: ProviderCallOptions, work: () => Promise<T>): Promise<T> {
    return this.#run(async () => {
      await refuseForeign(this.#parts, meeting, options)
      return work()
    })
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) throw this.#refusal()
    return this.#inFlight.run(work)
  }

  async #drain(): Promise<void> {
    const { api, clock, gather } = this.#parts
    await this.#inFlight.idle(clock, DRAIN_MS)
    gather.close(this.#refusal())
    api.close(this.#refusal())
    this.#recordings?.close(this.#refusal())
  }

  #refusal(): MeetingError {
    return new MeetingError({
      code: 'not-configured',
      message: `provider "${this.name}" is closed`,
      effect: 'none',
    })
  }
}

/** Makes an instance out of its checked configuration. */
export const createChimeProvider: ProviderFactory<ResolvedChimeConfig> = (config, context) =>
  new ChimeProvider(config, context)
