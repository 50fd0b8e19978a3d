import type { MeetingRef } from './meeting-ref.js'
import type { MeetingLocks } from './meeting-settings.js'
import type { MeetingWarning } from './warning.js'

/** Whose microphones are taken or given back. With neither list: everybody's. */
export interface MuteParticipantsRequest {
  /** False gives the permission back; it switches no microphone on. Default: true. */
  readonly muted?: boolean
  /** Participant ids as given to `join`, 1 to 250: these and nobody else. Excludes `except`. */
  readonly only?: readonly string[]
  /** Participant ids as given to `join`, 1 to 250: everybody else. Excludes `only`. */
  readonly except?: readonly string[]
}

/** What attendees may no longer use, or may use again; what is not named stays as it is. One member at least. */
export type LockRequest = Pick<MeetingLocks, 'camera' | 'microphone' | 'screenShare'>

/** What became of a change that concerns many. */
export interface ModerationResult {
  readonly ref: MeetingRef
  /** How many connections were changed; those that were so already are not counted. */
  readonly changed: number
  readonly warnings: readonly MeetingWarning[]
}

/** What became of a change that concerns one person, on all of that person's devices. */
export interface ParticipantOutcome {
  readonly ref: MeetingRef
  /** `done`: so by this call, or before it. `not-found`: nobody in this meeting has this id. */
  readonly outcome: 'done' | 'not-found'
  readonly warnings: readonly MeetingWarning[]
}

/** Who is to be heard in a meeting that is too large for everybody to speak. */
export interface PromoteRequest {
  /** As given to `join`. */
  readonly participantId: string
  /** As given to `join`. Default: none. */
  readonly device?: string
}
