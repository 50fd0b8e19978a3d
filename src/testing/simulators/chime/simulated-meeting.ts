import type { SimulatedChimeCapabilities } from './capabilities.js'
import type { SimulatedChimeDelivery } from './events/delivery.js'
import type { Meeting } from './meeting.js'
import type { SimulatedChimeFeatures } from './meeting-features.js'
import type { SimulatedChimeTranscription } from './transcription/transcription.js'

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
  /** Those given to CreateMeeting, as the tag calls have changed them. */
  readonly tags: Readonly<Record<string, string>>
  /** Set on a replica. */
  readonly primaryMeetingId: string | undefined
  /** On which ways the meeting's events go out; a target that the service cannot use is missing. */
  readonly deliveries: readonly SimulatedChimeDelivery[]
  /** Undefined while nothing is being transcribed. */
  readonly transcription: SimulatedChimeTranscription | undefined
}

export interface SimulatedChimeAttendee {
  readonly attendeeId: string
  readonly externalUserId: string
  /** What a client connects with. A test may look for it where it must not show. */
  readonly joinToken: string
  readonly capabilities: SimulatedChimeCapabilities
  /** Whether a client has an audio connection with this attendee's join token. */
  readonly connected: boolean
  /** Whether the camera is on. */
  readonly video: boolean
  /** Whether this attendee shares content. */
  readonly content: boolean
  /** Whether this is the bot of a media pipeline. */
  readonly bot: boolean
}

export function snapshot(meeting: Meeting): SimulatedChimeMeeting {
  const { externalMeetingId, mediaRegion, features } = meeting.input
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
      video: attendee.video,
      content: attendee.content,
      bot: attendee.bot,
    })),
    features,
    tags: Object.fromEntries(meeting.tags),
    primaryMeetingId: meeting.primary?.meetingId,
    deliveries: meeting.deliveries,
    transcription: meeting.transcription,
  }
}
