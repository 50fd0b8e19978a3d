/** What the vendor's web client is started with: the answers of CreateMeeting and CreateAttendee. */
export interface SessionCredentials {
  readonly Meeting: object
  readonly Attendee: object
}

/** A picture that a client shows, other than its own camera's. */
export interface ShownVideo {
  /** The ExternalUserId of who is seen. */
  readonly of: string
  readonly frames: number
  /** How many colours the present picture has: one in a picture of nothing. */
  readonly colours: number
}

/** What a person with the vendor's web client knows. */
export interface SessionState {
  /** How often audio and video came up: once, and once more after every reconnect. */
  readonly started: number
  /** Why it ended, by the name of the client's status code; undefined before. */
  readonly stopped: string | undefined
  /** The ExternalUserIds of everybody there, oneself included, in alphabetical order. */
  readonly people: readonly string[]
  /** The ExternalUserIds of who was seen to go, in the order of going. */
  readonly gone: readonly string[]
  readonly videos: readonly ShownVideo[]
}

/** The vendor's web client in a page without a surface; `test/support/in-browser/session-client.ts` is one. */
export interface SessionClient {
  /** Connects with a microphone. Resolves before the connection is up. */
  start(credentials: SessionCredentials): Promise<void>
  setCamera(on: boolean): Promise<void>
  leave(): void
  state(): SessionState
}
