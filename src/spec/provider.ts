import type { BreakoutRoom, CreateBreakoutRoomRequest } from './breakout-room.js'
import type { ProviderCallOptions } from './call-options.js'
import type { ProviderCapabilities } from './capabilities.js'
import type { ChatMessage } from './chat-message.js'
import type { CreateMeetingRequest } from './create-meeting.js'
import type { EndMeetingOutcome } from './end-meeting.js'
import type { JoinMeetingRequest, SdkJoinResult, UrlJoinResult } from './join-meeting.js'
import type { LeaveRequest } from './leave.js'
import type { MeetingDocument } from './meeting-document.js'
import type { MeetingInfo } from './meeting-info.js'
import type { UnreachableServer } from './meeting-list.js'
import type { LockRequest, ModerationResult, MuteParticipantsRequest, PromoteRequest } from './moderation.js'
import type { JoiningParticipant, ParticipantRole } from './participant.js'
import type { ProviderEvents } from './provider-events.js'
import type { ProviderHealth } from './provider-health.js'
import type { ProviderMeeting } from './provider-meeting.js'
import type { ProviderRecordings } from './provider-recordings.js'
import type { ProviderTranscription } from './provider-transcription.js'
import type { MeetingWarning } from './warning.js'

export type { ProviderMeeting } from './provider-meeting.js'

/**
 * One vendor behind the neutral calls. The facade `Meetings` has validated every request, resolved identity and taken out
 * what the capabilities call unsupported; a provider translates, calls its vendor, and maps what comes back. It throws
 * `MeetingError` (what else escapes it becomes `unknown`), holds no state that a second process would need, and is
 * safe for any number of calls at once.
 */
export interface MeetingProvider {
  readonly specificationVersion: 1
  /** The configured instance: `bbb-eu`. */
  readonly name: string
  /** `bbb`, `chime`, `fake`, or yours. */
  readonly type: string
  /** Computed from the instance's configuration; does not change during its life. */
  readonly capabilities: ProviderCapabilities

  /**
   * Makes the meeting, or finds the one that the vendor already runs under `request.key`. Safe to repeat with the same
   * `requestToken`. Fails with `effect: 'unknown'` where the vendor may have made it all the same.
   */
  createMeeting(request: ProviderCreateRequest, options: ProviderCallOptions): Promise<ProviderCreateResult>

  /**
   * Makes credentials for one person. Fails with `not-found` where it notices that the meeting is gone
   * (`join.detectsMissing`), always with `request.verify`.
   */
  join(
    meeting: ProviderMeeting,
    request: ProviderJoinRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderJoinResult>

  /** Ends this session and no other. Safe to repeat; gone is an outcome, not an error. */
  end(meeting: ProviderMeeting, options: ProviderEndOptions): Promise<ProviderEndResult>

  /**
   * Fails with `not-found` when the vendor has no entry for this session. A meeting that is overdue, and that only waits for
   * `sweep` to be ended, is `ended`.
   */
  info(meeting: ProviderMeeting, options: ProviderInfoOptions): Promise<ProviderMeetingInfo>

  /** Asks the vendor whether it is reachable and takes the credentials. Never throws; a problem is part of the answer. */
  check(options: ProviderCallOptions): Promise<ProviderHealth>

  /** Refuses new calls, finishes what is queued, frees connections. Safe to repeat. */
  close(): Promise<void>

  /**
   * Names the server on which the next meeting should be made, where an instance has several. It is written down before
   * the create, and whoever repeats the create is given the same one as `request.server`.
   */
  place?(options: ProviderCallOptions): Promise<string | undefined>

  // What follows is optional, too: a method is there exactly if its capability is not `unsupported`.

  /** The meetings that the vendor runs now, read while the list is iterated. Capability `listMeetings`. */
  listMeetings?(options: ProviderCallOptions): ProviderMeetingList
  /** Makes a room beside a running meeting, or finds the one of that number. Capability `breakoutRooms.create`. */
  createBreakoutRoom?(
    meeting: ProviderMeeting,
    request: CreateBreakoutRoomRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderBreakoutRoom & Pick<ProviderCreateResult, 'disposition' | 'warnings'>>
  /** Capability `breakoutRooms.list`. */
  listBreakoutRooms?(
    meeting: ProviderMeeting,
    options: ProviderCallOptions,
  ): Promise<readonly ProviderBreakoutRoom[]>
  /** Not safe to repeat: a document that was sent twice is there twice. Capability `addDocuments`. */
  addDocuments?(
    meeting: ProviderMeeting,
    documents: readonly MeetingDocument[],
    options: ProviderCallOptions,
  ): Promise<void>
  /** Not safe to repeat. Fails with `not-found` where nobody is inside. Capability `sendMessage`. */
  sendMessage?(meeting: ProviderMeeting, message: ChatMessage, options: ProviderCallOptions): Promise<void>
  /** Sends somebody out, on all devices; credentials made so far let them in no more. Capability `removeParticipant`. */
  removeParticipant?(
    meeting: ProviderMeeting,
    participantId: string,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome>
  /** Capability `muteParticipants`. */
  muteParticipants?(
    meeting: ProviderMeeting,
    request: MuteParticipantsRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderModerationResult>
  /**
   * Applies locks to those attendees who have credentials. For those who come later the facade has them in
   * `meeting.settings`, already when this is called. Capability `lock`.
   */
  lock?(
    meeting: ProviderMeeting,
    locks: LockRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderModerationResult>
  /** On all devices. Capability `changeRole`. */
  changeRole?(
    meeting: ProviderMeeting,
    participantId: string,
    role: ParticipantRole,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome>
  /** Credentials by which a listener of a large meeting is heard. Safe to repeat. Capability `promote`. */
  promote?(
    meeting: ProviderMeeting,
    request: PromoteRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderPromotion>
  /** Takes that back. Capability `demote`. */
  demote?(
    meeting: ProviderMeeting,
    participantId: string,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome>
  /** Notes that a person's client is gone, so that its seat can be given free. Capability `leave`. */
  leave?(
    meeting: ProviderMeeting,
    request: LeaveRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderParticipantOutcome>
  /**
   * Does what time asks for: ends the meeting if it is overdue, gives seats free. Safe to repeat and to run on several
   * machines at once. A provider whose vendor sees to all that by itself has none.
   */
  sweep?(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderSweepResult>
  /** How the vendor tells what happens. There if any capability `events.*` is not `unsupported`. */
  readonly events?: ProviderEvents
  readonly recordings?: ProviderRecordings
  readonly transcription?: ProviderTranscription
}

export interface ProviderInfoOptions extends ProviderCallOptions {
  /** Count the seats that are taken, where that is a request more. */
  readonly seats?: boolean
}

/** `ModerationResult` less what the facade knows better. */
export type ProviderModerationResult = Omit<ModerationResult, 'ref'>

/** The credentials, and the role that the person has. */
export type ProviderPromotion = ProviderJoinResult & { readonly role: ParticipantRole }

export type ProviderParticipantOutcome = 'done' | 'not-found'

export interface ProviderSweepResult {
  /** `open`, or over: ended now because it was overdue, or `gone` before. */
  readonly meeting: 'open' | 'ended' | 'gone'
  readonly seatsFreed: number
}

export interface ProviderCreateRequest extends CreateMeetingRequest {
  readonly key: string
  readonly tenant?: string
  readonly incarnation: number
  /** Random, `[a-z0-9]{32}`, stored before the vendor is called and used again by whoever repeats this create. */
  readonly requestToken: string
  /** What `place` answered when this create was first tried. */
  readonly server?: string
  /** True if an earlier try may have used this token: what comes back may be old and should be looked at. */
  readonly repeated: boolean
}

export interface ProviderCreateResult {
  readonly disposition: 'created' | 'existing'
  /** Ids for the ref: strings, no secrets. */
  readonly vendor: Readonly<Record<string, string>>
  /** What later joins on any machine need beside the ids. Kept in the directory's record; no secrets. */
  readonly notes?: Readonly<Record<string, string>>
  readonly createdAt?: Date
  readonly warnings: readonly MeetingWarning[]
  readonly providerData?: Readonly<Record<string, unknown>>
}

/** A join with its defaults filled in. */
export interface ProviderJoinRequest
  extends Omit<JoinMeetingRequest, 'create' | 'joinVia' | 'participant' | 'role' | 'verify'> {
  readonly participant: JoiningParticipant & { readonly id: string }
  readonly role: ParticipantRole
  readonly verify: boolean
}

/** What a provider adds to the answer of `join`; the facade adds ref, role and participant. */
export type ProviderJoinResult =
  | Omit<UrlJoinResult, 'ref' | 'role' | 'participantId'>
  | Omit<SdkJoinResult, 'ref' | 'role' | 'participantId'>

export interface ProviderEndOptions extends ProviderCallOptions {
  readonly wait: boolean
  /** How long to wait for the end; at its end the outcome is `ending`. Only with `wait`. */
  readonly waitMs: number
}

export interface ProviderEndResult {
  /** `already-ended`: another session of the same id runs. `not-found`: the vendor has no entry. */
  readonly outcome: EndMeetingOutcome
  readonly warnings: readonly MeetingWarning[]
}

/** The vendor's meetings as they are read, and, once that is done, the servers that are missing. */
export interface ProviderMeetingList extends AsyncIterable<ProviderListedMeeting> {
  readonly unreachable: readonly UnreachableServer[]
}

/** A meeting of a list: what `info` tells, and what it takes to make a ref of it. */
export interface ProviderListedMeeting extends ProviderMeetingInfo {
  readonly key: string
  readonly vendor: Readonly<Record<string, string>>
}

/** A breakout room: what it takes to make a ref of it. */
export interface ProviderBreakoutRoom extends Omit<BreakoutRoom, 'ref'> {
  readonly vendor: Readonly<Record<string, string>>
}

/** `MeetingInfo` less what the facade knows better. */
export type ProviderMeetingInfo = Omit<MeetingInfo, 'ref'>
