import type { MeetingInfo } from './meeting-info.js'

/** A server that could not be asked: what lives there is missing from a list. */
export interface UnreachableServer {
  /** Its name or address, without credentials. */
  readonly server: string
  /** Code of the error: `unavailable`, `unauthenticated` … */
  readonly code: string
  readonly message: string
}

/**
 * The meetings that a vendor runs now, read while you iterate. Nothing is asked before the first step; leaving the loop
 * stops the reading. Iterate it once.
 */
export interface MeetingList extends AsyncIterable<MeetingInfo> {
  /** Complete when the iteration is. */
  readonly unreachable: readonly UnreachableServer[]
}
