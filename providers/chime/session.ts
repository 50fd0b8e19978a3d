import type { JoinResult, SdkJoinResult } from '../../src/spec/join-meeting.js'
import { objectOf } from './reading.js'
import type { ChimeAttendeeCapabilities } from './wire.js'

/** The client library that a Chime session is for, as its package registry spells it. */
export const chimeSdk = 'amazon-chime-sdk-js'

/**
 * What `join` answers on Chime: `new MeetingSessionConfiguration(session.Meeting, session.Attendee)` of
 * `amazon-chime-sdk-js` takes it as it is, and so do Chime's libraries for phones. `Attendee.JoinToken` lets one person
 * in until the meeting ends: send it to that person only, with `Cache-Control: no-store`, and keep it out of logs.
 */
export type ChimeSession = {
  readonly Meeting: ChimeSessionMeeting
  readonly Attendee: ChimeSessionAttendee
}

export type ChimeSessionMeeting = {
  readonly MeetingId: string
  readonly ExternalMeetingId?: string
  readonly MediaRegion?: string
  /** Addresses of the media servers: AudioHostUrl, SignalingUrl and others, as Chime gave them. */
  readonly MediaPlacement: Readonly<Record<string, string>>
  readonly MeetingFeatures?: Readonly<Record<string, unknown>>
  /**
   * Only of a replica, in which people see and hear the meeting with this id and are neither seen nor heard. Once such a
   * person is promoted, `promoteToPrimaryMeeting` of the client library takes the attendee that `promote` answers.
   */
  readonly PrimaryMeetingId?: string
}

export type ChimeSessionAttendee = {
  readonly AttendeeId: string
  readonly ExternalUserId: string
  readonly JoinToken: string
  readonly Capabilities?: ChimeAttendeeCapabilities
}

/** A join that Chime answered. */
export type ChimeJoinResult = SdkJoinResult & {
  readonly sdk: typeof chimeSdk
  readonly session: ChimeSession
}

/** Whether a join result is a session for `amazon-chime-sdk-js`; narrows it, `session` included. */
export function isChimeSession(result: JoinResult): result is ChimeJoinResult {
  if (result.kind !== 'sdk' || result.sdk !== chimeSdk) return false
  return (
    objectOf(result.session, 'Meeting') !== undefined && objectOf(result.session, 'Attendee') !== undefined
  )
}
