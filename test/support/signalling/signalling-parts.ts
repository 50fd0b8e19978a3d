import type { Clock } from '../../../src/ports/clock.js'
import type { MediaPeer } from './media-peer.js'
import type { SignallingMeetings } from './signalling-meetings.js'

/** What the rooms of a signalling server work with. */
export interface SignallingParts {
  readonly meetings: SignallingMeetings
  readonly media: MediaPeer
  readonly clock: Clock
  /** How long a lost client may stay away before the others see it drop out. */
  readonly graceMs: number
}
