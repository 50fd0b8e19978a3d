import type { Call } from '../call/call.js'
import { MeetingError } from '../errors/meeting-error.js'
import { changeSettings } from '../identity/change-settings.js'
import { joinResult } from '../identity/join-result.js'
import { directoryWarnings, providerMeeting, type Session } from '../identity/session.js'
import { sentOut } from '../join-link/rooms.js'
import { methodOf } from '../provider-for.js'
import { checkRequest } from '../requests/check-request.js'
import { lockSchema, muteSchema, participantSchema } from '../requests/moderation-schema.js'
import type { JoinResult } from '../spec/join-meeting.js'
import type { LeaveRequest } from '../spec/leave.js'
import type {
  LockRequest,
  ModerationResult,
  MuteParticipantsRequest,
  ParticipantOutcome,
  PromoteRequest,
} from '../spec/moderation.js'
import type { ParticipantRole } from '../spec/participant.js'
import type { ProviderModerationResult, ProviderParticipantOutcome } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import type { VerbDependencies } from './verb-dependencies.js'

/** What can be done about the people of a running meeting. */
export class Moderation {
  readonly #deps: VerbDependencies

  constructor(deps: VerbDependencies) {
    this.#deps = deps
  }

  async remove(call: Call, session: Session, participantId: string): Promise<ParticipantOutcome> {
    checkRequest(participantSchema, { participantId })
    const remove = await methodOf(this.#deps.providers, session, 'removeParticipant')
    const rooms = this.#deps.joinPage?.rooms
    // First, so that nobody comes in by a link meanwhile. A store that fails keeps nobody inside.
    const noted = rooms?.change(session.ref, sentOut(participantId, true))
    const failure = await noted?.then(
      () => undefined,
      (error: unknown) => error,
    )
    try {
      const outcome = outcomeOf(session, await remove(providerMeeting(session), participantId, call))
      if (failure !== undefined) throw failure
      return outcome
    } catch (error) {
      // Still inside.
      if (MeetingError.is(error) && error.effect === 'none' && error !== failure)
        await rooms?.change(session.ref, sentOut(participantId, false)).catch(() => undefined)
      throw error
    }
  }

  async mute(call: Call, session: Session, request: MuteParticipantsRequest): Promise<ModerationResult> {
    checkRequest(muteSchema, request)
    const mute = await methodOf(this.#deps.providers, session, 'muteParticipants')
    return resultOf(session, await mute(providerMeeting(session), request, call))
  }

  /** The record first: whoever joins while the vendor is asked gets the new locks, too. */
  async lock(call: Call, session: Session, locks: LockRequest): Promise<ModerationResult> {
    checkRequest(lockSchema, locks)
    const lock = await methodOf(this.#deps.providers, session, 'lock')
    const record =
      session.record === undefined
        ? undefined
        : await changeSettings(this.#deps, call, session.record, (settings) => ({
            ...settings,
            locks: { ...settings.locks, ...locks },
          }))
    const changed: Session = record === undefined ? session : { ...session, record }
    try {
      const result = await lock(providerMeeting(changed), locks, call)
      return resultOf(session, result, record === undefined ? [forgotten] : [])
    } catch (error) {
      // The record has changed already.
      throw MeetingError.is(error) && record !== undefined ? error.with({ effect: 'unknown' }) : error
    }
  }

  async changeRole(
    call: Call,
    session: Session,
    participantId: string,
    role: ParticipantRole,
  ): Promise<ParticipantOutcome> {
    checkRequest(participantSchema, { participantId, role })
    const change = await methodOf(this.#deps.providers, session, 'changeRole')
    return outcomeOf(session, await change(providerMeeting(session), participantId, role, call))
  }

  async promote(call: Call, session: Session, request: PromoteRequest): Promise<JoinResult> {
    checkRequest(participantSchema, request)
    const promote = await methodOf(this.#deps.providers, session, 'promote')
    const made = await promote(providerMeeting(session), request, call)
    return joinResult(made, {
      ref: session.ref,
      role: made.role,
      participantId: request.participantId,
      warnings: [...made.warnings, ...directoryWarnings(session)],
    })
  }

  async demote(call: Call, session: Session, participantId: string): Promise<ParticipantOutcome> {
    checkRequest(participantSchema, { participantId })
    const demote = await methodOf(this.#deps.providers, session, 'demote')
    return outcomeOf(session, await demote(providerMeeting(session), participantId, call))
  }

  async leave(call: Call, session: Session, request: LeaveRequest): Promise<ParticipantOutcome> {
    checkRequest(participantSchema, request)
    const leave = await methodOf(this.#deps.providers, session, 'leave')
    return outcomeOf(session, await leave(providerMeeting(session), request, call))
  }
}

function outcomeOf(session: Session, outcome: ProviderParticipantOutcome): ParticipantOutcome {
  return { ref: session.ref, outcome, warnings: directoryWarnings(session) }
}

function resultOf(
  session: Session,
  { changed, warnings }: ProviderModerationResult,
  more: readonly MeetingWarning[] = [],
): ModerationResult {
  return { ref: session.ref, changed, warnings: [...warnings, ...more, ...directoryWarnings(session)] }
}

const forgotten: MeetingWarning = {
  code: 'settings-unknown',
  message:
    'the meeting is not in the directory, so the lock holds for those who have joined and is not kept for later joins',
}
