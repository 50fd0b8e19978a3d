import type { CallOptions } from './call-options.js'
import type { MeetingRef } from './meeting-ref.js'

export interface SweepOptions extends Omit<CallOptions, 'follow' | 'strict'> {
  /**
   * How long the record of a meeting is kept after it ended, 0 to 3,650 days; until then `info` knows of it, and refs of it are
   * told from others. Needs a directory that can forget. Default: 30.
   */
  readonly forgetAfterDays?: number
}

/** What one pass over the directory did. */
export interface SweepResult {
  /** Meetings that were looked at: recorded, and not known to have ended. */
  readonly seen: number
  /** Meetings that were overdue, and were ended; and those that the vendor had dropped, now recorded as ended. */
  readonly ended: readonly MeetingRef[]
  /** Seats of people who left, given free. */
  readonly seatsFreed: number
  /** Records of meetings that ended long ago, forgotten. */
  readonly forgotten: number
  /** Meetings that were left to another machine, which has looked after them just now. */
  readonly skipped: number
  /** Meetings that could not be looked after this time. */
  readonly failed: readonly { readonly ref: MeetingRef; readonly code: string; readonly message: string }[]
}
