/**
 * `moderator` (elsewhere: host, organiser) or `attendee` (elsewhere: viewer, guest speaker). What a moderator may do
 * differs by vendor; where a vendor knows no roles, the result of `join` says so in a warning.
 */
export type ParticipantRole = 'moderator' | 'attendee'

/** Who joins, as your application knows them. */
export interface JoiningParticipant {
  /**
   * Your own id for the person, `[A-Za-z0-9_-]{1,48}`; `toParticipantId` makes one out of any text. Default: a random
   * one for this join. It is the only thing about a person that Chime is told, so it should not be a name or an e-mail.
   */
  readonly id?: string
  /** The name that others see, 1 to 255 characters. A vendor that shows no names is never sent it. */
  readonly name: string
  /** Picture of the person, an absolute http(s) URL of at most 500 characters. */
  readonly avatarUrl?: string
  /** Subject to the meeting's `guestPolicy`. Default: false. */
  readonly guest?: boolean
  /** Signed in with you, as opposed to anonymous. Matters to `guestPolicy: 'ask-unless-authenticated'`. Default: not said. */
  readonly authenticated?: boolean
}

/** One connection of a person who is inside a meeting: somebody with two devices is two participants. */
export interface MeetingParticipant {
  /** Your own id, as given to `join`; the vendor's where the person came in without one. */
  readonly id: string
  /** The vendor's id of this connection, where it tells one. */
  readonly connectionId?: string
  readonly name?: string
  readonly role?: ParticipantRole
  readonly presenter?: boolean
  /** Sends sound: the microphone is connected. It may still be muted. */
  readonly microphone?: boolean
  readonly camera?: boolean
  /** Of the microphone. This, and the two below, only where `presence` is `events` and the vendor tells them. */
  readonly muted?: boolean
  readonly screenShare?: boolean
  readonly raisedHand?: boolean
  readonly joinedAt?: Date
}
