import type { JoinMeetingRequest } from '../spec/join-meeting.js'
import type { JoiningParticipant, ParticipantRole } from '../spec/participant.js'

/** What a link says: who is let in where, as whom. Everybody who has the link can read it. */
export interface JoinClaims {
  readonly tenant?: string
  /** The caller's own id, or the text of a ref. */
  readonly target: string
  readonly participant: JoiningParticipant & { readonly id: string }
  readonly role: ParticipantRole
  readonly device?: string
  /** Name of what is kept on the server of the request, see `KeptRequests`. */
  readonly kept?: string
  /** The link belongs to the browser that opened it first. */
  readonly once?: true
}

/** What of a join is too long for a link, or nobody else's business. */
export type KeptRequest = Pick<JoinMeetingRequest, 'create' | 'providerOptions'>
