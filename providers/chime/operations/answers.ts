import type { ChimeAttendeeCapabilities, ChimeFeatures, ChimeTag } from '../wire.js'

// What Chime answers, in Chime's own spelling (fact sheet, section 1.3). What Chime has nothing to say about is absent.

/** Where the media servers of a meeting are. The last four do nothing any more and are still sent. */
export type ChimeMediaPlacement = {
  readonly AudioHostUrl?: string
  readonly AudioFallbackUrl?: string
  readonly SignalingUrl?: string
  readonly EventIngestionUrl?: string
  readonly TurnControlUrl?: string
  readonly ScreenDataUrl?: string
  readonly ScreenViewingUrl?: string
  readonly ScreenSharingUrl?: string
}

/**
 * A meeting as Chime describes it: nothing about times, people, tags or notifications. Holds no secret. With an attendee it is
 * what `new MeetingSessionConfiguration(Meeting, Attendee)` of `amazon-chime-sdk-js` takes.
 */
export interface ChimeMeeting {
  readonly MeetingId: string
  readonly MediaPlacement: ChimeMediaPlacement
  readonly ExternalMeetingId?: string
  readonly MediaRegion?: string
  readonly MeetingHostId?: string
  readonly MeetingFeatures?: Readonly<ChimeFeatures>
  readonly PrimaryMeetingId?: string
  readonly TenantIds?: readonly string[]
  /** Names the control region, not the one of the media. What tags and recordings go by. */
  readonly MeetingArn?: string
}

/** An attendee as Chime describes it. Nothing tells whether that person is inside. */
export interface ChimeAttendee {
  readonly AttendeeId: string
  readonly ExternalUserId: string
  /**
   * Treat it as a password: who has it is this person until the meeting ends or the attendee is deleted. For that person's
   * client only, with `Cache-Control: no-store`; never for logs, lists or dashboards.
   */
  readonly JoinToken: string
  readonly Capabilities?: Readonly<ChimeAttendeeCapabilities>
}

/** Why one attendee of a batch was not created. */
export interface ChimeAttendeeError {
  readonly ExternalUserId?: string
  /** A free text, mostly the name of an exception without its ending: `ResourceLimitExceeded`. */
  readonly ErrorCode?: string
  readonly ErrorMessage?: string
}

export interface ChimeMeetingAnswer {
  readonly Meeting: ChimeMeeting
}

/** With join tokens. */
export interface ChimeAttendeeAnswer {
  readonly Attendee: ChimeAttendee
}

/** With join tokens. A batch can succeed in part: look at `Errors`. */
export interface ChimeAttendeesAnswer {
  readonly Attendees: readonly ChimeAttendee[]
  /** Empty where everybody was created. */
  readonly Errors: readonly ChimeAttendeeError[]
}

/** With join tokens. */
export interface ChimeAttendeePage {
  readonly Attendees: readonly ChimeAttendee[]
  /** Absent on the last page. */
  readonly NextToken?: string
}

export interface ChimeTagsAnswer {
  readonly Tags: readonly Readonly<ChimeTag>[]
}
