import type { SimulatedChimeCapabilities } from './capabilities.js'

/** An attendee as the simulator keeps it. */
export interface Attendee {
  readonly attendeeId: string
  readonly externalUserId: string
  readonly joinToken: string
  /** Counts up within the meeting; pages of ListAttendees continue after one. */
  readonly sequence: number
  /** Put there by the service itself, for a media pipeline. */
  readonly bot: boolean
  capabilities: SimulatedChimeCapabilities
  /** Has an audio connection. */
  connected: boolean
  /** Has the camera on. */
  video: boolean
  /** Shares content. */
  content: boolean
}
