import type { Meeting } from './meeting.js'

/** A meeting in the simulated server's memory, as plain values: a copy that later events do not change. */
export interface SimulatedBbbMeeting {
  readonly meetingID: string
  readonly internalMeetingID: string
  readonly name: string
  /** Milliseconds since the epoch, different for each meeting of a simulator. */
  readonly createTime: number
  readonly attendeePW: string | undefined
  readonly moderatorPW: string | undefined
  readonly voiceBridge: string
  /** The parameters of the `create` call that made it, as received, without the checksum. */
  readonly params: Readonly<Record<string, string>>
  /** Who is inside now. */
  readonly attendees: readonly SimulatedBbbAttendee[]
  readonly running: boolean
  readonly hasUserJoined: boolean
  /** `end` was called; the meeting disappears within seconds. */
  readonly ended: boolean
}

export interface SimulatedBbbAttendee {
  /** What `join` gave as userID, else the server's own `w_…`. */
  readonly userID: string
  readonly internalUserID: string
  readonly fullName: string
  readonly role: 'MODERATOR' | 'VIEWER'
  readonly guest: boolean
  readonly customData: Readonly<Record<string, string>>
  /** The parameters of the `join` call, as received, without the checksum. */
  readonly params: Readonly<Record<string, string>>
}

export function snapshotOf(meeting: Meeting, now: number): SimulatedBbbMeeting {
  const { settings, identity } = meeting
  return {
    meetingID: settings.meetingID,
    internalMeetingID: identity.internalMeetingID,
    name: settings.name,
    createTime: identity.createTime,
    attendeePW: settings.attendeePW,
    moderatorPW: settings.moderatorPW,
    voiceBridge: settings.voiceBridge,
    params: Object.fromEntries(settings.params),
    attendees: meeting.present.map((participant) => ({
      userID: participant.userID,
      internalUserID: participant.internalUserID,
      fullName: participant.fullName,
      role: participant.role,
      guest: participant.guest,
      customData: Object.fromEntries(participant.customData),
      params: Object.fromEntries(participant.params),
    })),
    running: meeting.running(now),
    hasUserJoined: meeting.hasUserJoined,
    ended: meeting.ended,
  }
}
