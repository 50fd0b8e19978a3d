import type {
  SimulatedChimeAttendee,
  SimulatedChimeCapabilities,
} from '../../../src/testing/simulators/chime/index.js'

/** What an attendee may do, in the service's own spelling. */
export type SignallingCapabilities = SimulatedChimeCapabilities

/** Whom a join token belongs to. */
export type SignallingAttendee = Pick<
  SimulatedChimeAttendee,
  'attendeeId' | 'externalUserId' | 'capabilities'
>

/** What a client comes with: the last part of the SignalingUrl and the JoinToken. */
export interface SignallingCredentials {
  readonly meetingId: string
  readonly joinToken: string
}

/**
 * The meetings that a signalling server connects people to. It asks who somebody is, and tells what their clients do; how a
 * meeting is made and who is created in it stays on the other side of this interface.
 */
export interface SignallingMeetings {
  /** `ended` for a meeting that is over or never was, undefined for a token that belongs to nobody in it. */
  attendeeOf(credentials: SignallingCredentials): SignallingAttendee | 'ended' | undefined
  /** Audio came up: with the first connection, and again when the attendee moves to another device. Not after a reconnect. */
  connected(credentials: SignallingCredentials): void
  /** The client left, or was lost for longer than the grace time. Not called for who is removed or for an ended meeting. */
  departed(meetingId: string, attendeeId: string, how: 'Left' | 'Dropped'): void
  /** The camera came on or went off while the attendee is connected. */
  video(meetingId: string, attendeeId: string, on: boolean): void
  /** A content share started or stopped. `attendeeId` is the person's, without `#content`. */
  content(meetingId: string, attendeeId: string, on: boolean): void
}
