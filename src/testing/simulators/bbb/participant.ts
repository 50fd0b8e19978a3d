/** One connection of a person to a meeting, from the accepted `join` on. */
export interface Participant {
  /** The server's own ID, `w_…`. */
  readonly internalUserID: string
  /** What `join` gave as userID, else the internal ID: what the API shows. */
  readonly userID: string
  readonly fullName: string
  readonly role: 'MODERATOR' | 'VIEWER'
  readonly guest: boolean
  /** Changes when a moderator lets a waiting guest in. */
  guestStatus: 'ALLOW' | 'WAIT'
  readonly authToken: string
  readonly sessionToken: string
  /** Value of the JSESSIONID cookie, without which the client page refuses. */
  readonly cookie: string
  /** From `userdata-*`, keys lower-cased. */
  readonly customData: ReadonlyMap<string, string>
  readonly params: ReadonlyMap<string, string>
  /** `join` alone makes nobody present: the client has to be opened. `waiting`: opened by a guest whom nobody let in. */
  presence: 'not-entered' | 'waiting' | 'present' | 'left'
  /** Milliseconds since the epoch, once the client was opened. */
  enteredAt: number
  leftAt: number
}
