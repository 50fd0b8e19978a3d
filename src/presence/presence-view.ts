import type { ParticipantChanges } from '../spec/event.js'
import type { MeetingParticipant } from '../spec/participant.js'

/** Somebody who is inside, as far as events tell. What none of them told is absent. */
export type PresentParticipant = MeetingParticipant & ParticipantChanges & { readonly connectionId: string }

/** Who is inside a session, as far as its events tell. */
export interface PresenceView {
  /** The first sign that somebody was inside. */
  readonly startedAt?: Date
  readonly endedAt?: Date
  /** In the order in which they came; nobody once the session has ended. */
  readonly participants: readonly PresentParticipant[]
  /** Time of the newest event; of the end once the session has ended. */
  readonly seenAt: Date
}
