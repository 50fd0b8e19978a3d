/** Whose client is gone. */
export interface LeaveRequest {
  /** As given to `join`. */
  readonly participantId: string
  /** As given to `join`. Default: none. */
  readonly device?: string
}
