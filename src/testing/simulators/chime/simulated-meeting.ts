import type { SimulatedChimeCapabilities } from './capabilities.js'
import type { Meeting } from './meeting.js'
import type { SimulatedChimeFeatures } from './meeting-features.js'

/** A live meeting of the simulator at one moment: the sight from inside the vendor, which no API call gives. */
export interface SimulatedChimeMeeting {
  readonly meetingId: string
  readonly externalMeetingId: string
  readonly mediaRegion: string
  readonly createdAt: Date
  /** Everybody created and not deleted, in order of creation. */
  readonly attendees: readonly SimulatedChimeAttendee[]
  /** As given to CreateMeeting; undefined when nothing was given. */
  readonly features: SimulatedChimeFeatures | undefined
  readonly tags: Readonly<Record<string, string>>
}

export interface SimulatedChimeAttendee {
  readonly attendeeId: string
  readonly externalUserId: string
  /** What a client connects with. A test may look for it where it must not show. */
  readonly joinToken: string
  readonly capabilities: SimulatedChimeCapabilities
  /** Whether a client has an audio connection with this attendee's join token. */
  readonly connected: boolean
}

export function snapshot(meeting: Meeting): SimulatedChimeMeeting {
  const { externalMeetingId, mediaRegion, features, tags } = meeting.input
  return {
    meetingId: meeting.meetingId,
    externalMeetingId,
    mediaRegion,
    createdAt: new Date(meeting.createdAt),
    attendees: [...meeting.attendees.values()].map((attendee) => ({
      attendeeId: attendee.attendeeId,
      externalUserId: attendee.externalUserId,
      joinToken: attendee.joinToken,
      capabilities: attendee.capabilities,
      connected: attendee.connected,
    })),
    features,
    tags,
  }
}
