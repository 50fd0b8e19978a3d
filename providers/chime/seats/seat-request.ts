import type { ParticipantRole } from '../../../src/spec/participant.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import type { ChimeSession, ChimeSessionMeeting } from '../session.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'

/** Who wants a seat in which meeting, as whom. */
export interface SeatRequest {
  readonly meeting: ProviderMeeting
  /** The meeting itself, whichever replica the seat comes to be in. */
  readonly primary: ChimeSessionMeeting
  readonly externalUserId: string
  readonly role: ParticipantRole
  /** Absent where the seat is asked for by somebody who does not say it: then it keeps the one that it has. */
  readonly name?: string
  /** What the role may do; undefined for Chime's default. */
  readonly capabilities: ChimeAttendeeCapabilities | undefined
}

/** A seat that somebody was given, and what for. */
export interface TakenSeat {
  readonly session: ChimeSession
  readonly request: SeatRequest
}
