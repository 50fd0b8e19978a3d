import type { CreateMeetingRequest } from './create-meeting.js'
import type { MeetingRef } from './meeting-ref.js'
import type { JoiningParticipant, ParticipantRole } from './participant.js'
import type { ProviderJoinOptions } from './provider-options.js'
import type { MeetingWarning } from './warning.js'

export interface JoinMeetingRequest {
  readonly participant: JoiningParticipant
  /** Default: `attendee`. */
  readonly role?: ParticipantRole
  /**
   * Which of the person's devices this is, `[A-Za-z0-9_-]{1,32}`. On a vendor that counts seats (Chime) a participant and
   * device have one: joining again takes the same one, and disconnects its earlier page. Default: none, which is one device.
   */
  readonly device?: string
  /** Make the meeting if it does not exist, or exists no more, and join that. At most one meeting is made. */
  readonly create?: Omit<CreateMeetingRequest, 'id'>
  /**
   * Ask the vendor whether the meeting is alive before answering, so that a dead one is `not-found` on every provider.
   * One more request where the provider cannot tell by joining (capability `join.detectsMissing`). Default: false.
   */
  readonly verify?: boolean
  /**
   * `page`: answer a link to the join page, whichever vendor the meeting is on; the vendor is asked when it is opened, and with
   * `create` the meeting is made then. Needs `joinPage` in the configuration. `vendor`: answer what the vendor gives. Default: that
   * of the instance, see `instances.joinVia`.
   */
  readonly joinVia?: 'page' | 'vendor'
  readonly providerOptions?: ProviderJoinOptions
}

interface JoinResultBase {
  readonly ref: MeetingRef
  readonly role: ParticipantRole
  /** The participant's id: yours, or the random one that was made for this join. */
  readonly participantId: string
  /** After this the credentials are useless. Absent where they live as long as the meeting. */
  readonly expiresAt?: Date
  readonly warnings: readonly MeetingWarning[]
}

/** Send the browser to `url`. It lets one person in as whoever it was made for: treat it as a password. */
export interface UrlJoinResult extends JoinResultBase {
  readonly kind: 'url'
  readonly url: string
}

/**
 * Hand `session` to the vendor's client library in the browser, with `Cache-Control: no-store`. It lets one person in:
 * treat it as a password.
 */
export interface SdkJoinResult extends JoinResultBase {
  readonly kind: 'sdk'
  /** Name of the client library, as its package registry spells it. */
  readonly sdk: string
  readonly session: Readonly<Record<string, unknown>>
}

/** The only value in this library that carries credentials. */
export type JoinResult = UrlJoinResult | SdkJoinResult
