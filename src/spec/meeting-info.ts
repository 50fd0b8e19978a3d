import type { CallOptions } from './call-options.js'
import type { MeetingRef } from './meeting-ref.js'
import type { MeetingParticipant } from './participant.js'
import type { MeetingWarning } from './warning.js'

/** What is known about a meeting now. A number that nobody knows is absent, never invented. */
export interface MeetingInfo {
  readonly ref: MeetingRef
  readonly status: 'open' | 'ended'
  /** Somebody is inside. Absent where nobody knows. */
  readonly running?: boolean
  readonly name?: string
  readonly createdAt?: Date
  /** When the first person came in. */
  readonly startedAt?: Date
  readonly endedAt?: Date
  /** Connections inside now. */
  readonly participantCount?: number
  readonly participants?: readonly MeetingParticipant[]
  /** Where participants and counts come from: asked of the vendor `live`, collected from its `events`, or `none` known. */
  readonly presence: 'live' | 'events' | 'none'
  readonly maxParticipants?: number
  /**
   * Places that are taken, by everybody who was let in and whose place was not given free, inside or not; only where the
   * vendor counts places (Chime), and only if asked for with `seats: true`.
   */
  readonly seats?: { readonly taken: number; readonly limit: number }
  /** `requested`: it will or may be recorded; `running`: it is being recorded now. */
  readonly recording?: 'off' | 'requested' | 'running'
  readonly metadata?: Readonly<Record<string, string>>
  readonly warnings: readonly MeetingWarning[]
  /** The vendor's own answer less its secrets. */
  readonly providerData?: Readonly<Record<string, unknown>>
}

export interface MeetingInfoOptions extends CallOptions {
  /** Count the places that are taken: up to three requests more a Chime meeting. Capability `info.seats`. Default: false. */
  readonly seats?: boolean
}
