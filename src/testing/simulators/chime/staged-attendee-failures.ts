/** How the service fails one attendee. */
export interface AttendeeFailure {
  /** As in `Errors[].ErrorCode`, for example `Throttled` or `ServiceFailure`. */
  readonly errorCode: string
  readonly errorMessage: string
  /** How many creations of this user fail. Default 1; `Infinity` until `reset`. */
  readonly times?: number
}

/** Attendees whose creation is to fail, by ExternalUserId. */
export class StagedAttendeeFailures {
  readonly #staged = new Map<string, { readonly failure: AttendeeFailure; left: number }[]>()

  stage(externalUserId: string, failure: AttendeeFailure): void {
    const waiting = this.#staged.get(externalUserId) ?? []
    this.#staged.set(externalUserId, [...waiting, { failure, left: failure.times ?? 1 }])
  }

  take(externalUserId: string): AttendeeFailure | undefined {
    const next = this.#staged.get(externalUserId)?.find(({ left }) => left > 0)
    if (next === undefined) return undefined
    next.left -= 1
    return next.failure
  }

  clear(): void {
    this.#staged.clear()
  }
}
