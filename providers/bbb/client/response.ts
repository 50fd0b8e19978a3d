/** What most answers hold besides. */
export interface BbbResponse {
  /**
   * The server's word for what happened: `duplicateWarning`, `sentEndMeetingRequest`, `noRecordings` …
   * Absent where it has nothing to say. Most, not all, have no blanks.
   */
  readonly messageKey?: string
  /** The same for people, in English. */
  readonly message?: string
}
