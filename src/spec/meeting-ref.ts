/**
 * Where one meeting lives: which configured provider made it, under which id, in which incarnation. Plain JSON, safe to
 * store and to log (it never holds a secret); as text it is `amr1.` + base64url, see `formatMeetingRef`.
 *
 * A ref is not signed. Keep refs on your side, or check that a ref which comes back from a browser is one that you gave to
 * this user: whoever may choose a ref, chooses the meeting, among those of the tenant whom the call names.
 *
 * A ref pins one session: after the meeting has ended and been made anew under the same id, the old ref never reaches
 * the new session.
 */
export interface MeetingRef {
  readonly v: 1
  /** Name of the configured provider instance, for example `bbb-eu`. */
  readonly provider: string
  /** Absent for calls without a tenant. A ref of one tenant is `not-found` for every other. */
  readonly tenant?: string
  /** Your own id. */
  readonly id: string
  /** Counts the sessions made under this id, from 1. 0 means that the session was never recorded. */
  readonly incarnation: number
  /** The vendor's ids, strings only: BigBlueButton's `createTime`, Chime's `meetingId` and `region`. */
  readonly vendor: Readonly<Record<string, string>>
}
