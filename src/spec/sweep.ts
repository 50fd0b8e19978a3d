import type { MeetingRef } from './meeting-ref.js'

/** What one pass over the directory did. */
export interface SweepResult {
  /** How many recorded meetings were looked at: those that were not recorded as ended. */
  readonly seen: number
  /** Meetings that were overdue, and were ended; and those that the vendor had dropped, now recorded as ended. */
  readonly ended: readonly MeetingRef[]
  /** Seats of people who left, given free. */
  readonly seatsFreed: number
  /** Meetings that could not be looked after this time. */
  readonly failed: readonly { readonly ref: MeetingRef; readonly code: string; readonly message: string }[]
}
