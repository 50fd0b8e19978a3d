/** What attendees may not use. Moderators keep it. Default of each: false, so nothing is locked. */
export interface MeetingLocks {
  readonly camera?: boolean
  readonly microphone?: boolean
  readonly screenShare?: boolean
  readonly publicChat?: boolean
  readonly privateChat?: boolean
  readonly sharedNotes?: boolean
  /** Attendees do not see who else is there. */
  readonly userList?: boolean
}

/** Where and how good the media are. */
export interface MeetingMedia {
  /** Region whose servers carry the media, in the vendor's own spelling (`eu-central-1`). Default: the provider's configuration. */
  readonly region?: string
  /** Best camera picture. `off` makes a meeting without cameras. Default: the vendor's. */
  readonly video?: 'off' | 'hd' | 'full-hd'
  /** Best screen-share picture. `off` makes a meeting without screen share. Default: the vendor's. */
  readonly content?: 'off' | 'full-hd' | 'ultra-hd'
}

/**
 * The neutral settings of a meeting. All are optional; what a provider cannot do is told in its capabilities before
 * the call and in the result's warnings after it.
 */
export interface MeetingSettings {
  /** Title, 2 to 64 characters. Default: the id. Kept by the directory's record where the vendor has no titles. */
  readonly name?: string
  /** Most connections at once, 1 to 100,000. Default: the vendor's limit. */
  readonly maxParticipants?: number
  /** Ended by force after so many minutes, 1 to 44,640 (31 days). Default: no limit but the vendor's. */
  readonly durationMinutes?: number
  /** Shown to people as they come in, at most 2,000 characters. */
  readonly welcomeMessage?: string
  /** `on-demand`: moderators may record; `automatic`: recorded from the start. Default: `off`. */
  readonly record?: 'off' | 'on-demand' | 'automatic'
  /** People come in with their microphones muted. Default: false. */
  readonly muteOnStart?: boolean
  /** What happens to participants who join with `guest: true`. Default: `accept`. */
  readonly guestPolicy?: 'accept' | 'deny' | 'ask-moderator' | 'ask-unless-authenticated'
  readonly locks?: MeetingLocks
  /** Only moderators see the cameras of attendees. Default: false. */
  readonly webcamsOnlyForModerator?: boolean
  /** Where people are sent when they leave, an absolute http(s) URL. */
  readonly logoutUrl?: string
  /** Your logo, shown in the meeting, an absolute http(s) URL. */
  readonly logoUrl?: string
  /** A line shown above the meeting, at most 500 characters. */
  readonly bannerText?: string
  /** Your own labels: keys `[a-z][a-z0-9-]*` of at most 64 characters, values of at most 1,024, 50 at most. */
  readonly metadata?: Readonly<Record<string, string>>
  readonly media?: MeetingMedia
  /** Ended when nobody came within so many minutes, 1 to 1,440. Default: the vendor's (5 on both). */
  readonly expireIfNoUserJoinedMinutes?: number
  /** Ended so many minutes after the last person left, 0 (never) to 1,440. Default: the vendor's (BigBlueButton 1, Chime 5). */
  readonly expireWhenLastUserLeftMinutes?: number
}
