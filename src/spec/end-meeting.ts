import type { CallOptions } from './call-options.js'
import type { MeetingRef } from './meeting-ref.js'
import type { MeetingWarning } from './warning.js'

export interface EndMeetingOptions extends Omit<CallOptions, 'follow'> {
  /**
   * Answer when the meeting is really gone (or another session runs under its id), instead of when the vendor has
   * accepted the request. Default: false.
   */
  readonly wait?: boolean
  /** How long `wait` waits on top of the call's own time limit, 1 to 600,000 ms; then the answer is `ending`. Default: 15,000. */
  readonly waitMs?: number
}

/**
 * - `ended`: over, by this call.
 * - `ending`: the vendor accepted the request and will be done in seconds.
 * - `already-ended`: it was over before; a ref of an older session of the same id answers this too.
 * - `not-found`: no such meeting, and none was recorded.
 */
export type EndMeetingOutcome = 'ended' | 'ending' | 'already-ended' | 'not-found'

export interface EndMeetingResult {
  readonly ref: MeetingRef
  readonly outcome: EndMeetingOutcome
  readonly warnings: readonly MeetingWarning[]
}
