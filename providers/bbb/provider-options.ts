/**
 * What only BigBlueButton has, on `createMeeting`. Members are spelled as BigBlueButton's own documentation
 * spells them; each is left to the server's setting where it is not given. A wrong value is
 * `invalid-request`, before anything is sent; what a `bbb-2.4` server does not have is left out with an
 * `unsupported` warning. URLs are absolute http(s) ones.
 */
export interface BbbCreateOptions {
  /** Shown to moderators in the public chat. Limited HTML. */
  readonly moderatorOnlyMessage?: string
  /** Telephone number that takes calls for this meeting. */
  readonly dialNumber?: string
  /**
   * PIN for callers, 1 to 9 digits. Must be free, else `conflict`. Not 99999, which makes a meeting that
   * nobody can enter.
   */
  readonly voiceBridge?: string
  readonly bannerText?: string
  /** `#RRGGBB` */
  readonly bannerColor?: string
  readonly logo?: string
  /** 3.0 and later. */
  readonly darklogo?: string
  /** 3.0 and later. */
  readonly loginURL?: string
  /**
   * Which layout people start with; the names depend on the release, so any word in capitals is passed on.
   */
  readonly meetingLayout?:
    | 'CUSTOM_LAYOUT'
    | 'SMART_LAYOUT'
    | 'PRESENTATION_FOCUS'
    | 'VIDEO_FOCUS'
    | 'CAMERAS_ONLY'
    | 'PARTICIPANTS_AND_CHAT_ONLY'
    | 'PRESENTATION_ONLY'
    | 'MEDIA_ONLY'
    | (string & {})
  /**
   * Names of features that nobody gets in this meeting, for example `screenshare`. A server ignores unknown
   * ones. 2.5 and later.
   */
  readonly disabledFeatures?: readonly string[]
  /** Features that stay although the server's settings disable them. 2.6.9 and later. */
  readonly disabledFeaturesExclude?: readonly string[]

  /** Overrides what `record` says: with `record: 'automatic'` moderators cannot pause unless this is true. */
  readonly allowStartStopRecording?: boolean
  /** 2.6 and later. */
  readonly notifyRecordingIsOn?: boolean
  /** Text added to that notice. 3.0 and later. */
  readonly notifyRecordingAppend?: string
  /** 2.6.9 and later. */
  readonly recordFullDurationMedia?: boolean
  /** Keeps the events of meetings that are not recorded; needed for the analytics callback. */
  readonly meetingKeepEvents?: boolean

  /** Whether `locks` apply to those who join later. Server's default: true. */
  readonly lockSettingsLockOnJoin?: boolean
  readonly lockSettingsLockOnJoinConfigurable?: boolean
  /** 2.5 and later. */
  readonly lockSettingsHideViewersCursor?: boolean
  /** 2.7 and later. */
  readonly lockSettingsHideViewersAnnotation?: boolean

  readonly allowModsToUnmuteUsers?: boolean
  readonly allowModsToEjectCameras?: boolean
  /** 2.7.9 and later. */
  readonly allowPromoteGuestToModerator?: boolean
  readonly endWhenNoModerator?: boolean
  /** Minutes, 1 or more. */
  readonly endWhenNoModeratorDelayInMinutes?: number
  /** Lets a join link work in another browser than the one that opened it first. 2.4.3 and later. */
  readonly allowRequestsWithoutSession?: boolean
  /** Minutes, 0 (off) or more. 3.0 and later. */
  readonly logoutTimer?: number
  /** 3.0 and later. */
  readonly requireUserConsentBeforeUnmuting?: boolean

  /** Cameras that one person may share, 0 = no limit. */
  readonly userCameraCap?: number
  /** Cameras in the whole meeting, 0 = no limit. */
  readonly meetingCameraCap?: number
  /** 2.5 and later. */
  readonly maxPinnedCameras?: number
  /** 3.0 and later. */
  readonly audioBridge?: 'livekit' | 'bbb-webrtc-sfu' | 'freeswitch'
  /** 3.0 and later. */
  readonly cameraBridge?: 'livekit' | 'bbb-webrtc-sfu'
  /** 3.0 and later. */
  readonly screenShareBridge?: 'livekit' | 'bbb-webrtc-sfu'

  /** Since 2.5 the same as the disabled feature `learningDashboard`. */
  readonly learningDashboardEnabled?: boolean
  /** Minutes, 0 or more. */
  readonly learningDashboardCleanupDelayInMinutes?: number
  /** Since 2.5 the same as the disabled feature `virtualBackgrounds`. */
  readonly virtualBackgroundsDisabled?: boolean

  /**
   * Makes a breakout room: the server chooses its meeting ID, which the ref then carries. Needs
   * `parentMeetingID` and `sequence`.
   */
  readonly isBreakout?: boolean
  /** Meeting ID of the parent, as BigBlueButton knows it. */
  readonly parentMeetingID?: string
  /** Number of the room, 1 or more. */
  readonly sequence?: number
  readonly freeJoin?: boolean
  /** Since 2.5 the same as the disabled feature `breakoutRooms`. */
  readonly breakoutRoomsEnabled?: boolean
  readonly breakoutRoomsPrivateChatEnabled?: boolean
  readonly breakoutRoomsRecord?: boolean
  /** 2.6 and later. */
  readonly breakoutRoomsCaptureSlides?: boolean
  /** Name of the file that they arrive as. 2.6 and later. */
  readonly breakoutRoomsCaptureSlidesFilename?: string
  /** 2.6 and later. */
  readonly breakoutRoomsCaptureNotes?: boolean
  /** Name of the file that they arrive as. 2.6 and later. */
  readonly breakoutRoomsCaptureNotesFilename?: string
  /** Groups that breakout rooms start from. 2.5 and later. */
  readonly groups?: readonly BbbGroup[]

  /**
   * Slides to start with, an https URL that the server can reach; `createMeeting` waits for the download. 2.7
   * and later.
   */
  readonly preUploadedPresentation?: string
  /** 2.7 and later. */
  readonly preUploadedPresentationName?: string
  /** 2.5 and later. */
  readonly preUploadedPresentationOverrideDefault?: boolean
  /** Most pages of a presentation, 1 or more. 3.0 and later. */
  readonly maxNumPages?: number
  /** 3.0 and later. */
  readonly presentationConversionCacheEnabled?: boolean
  /** 3.0 and later. */
  readonly multiUserWhiteboardEnabled?: boolean
  /** 2.6 and later. */
  readonly presentationUploadExternalUrl?: string
  /** 2.6 and later. */
  readonly presentationUploadExternalDescription?: string

  /** A list of plugins to load, as JSON at a URL that the server can reach. 3.0 and later. */
  readonly pluginManifestsFetchUrl?: string
  /** Settings of the web client, as JSON at a URL that the server can reach. 3.0.25 and later. */
  readonly clientSettingsOverrideJsonUrl?: string

  /**
   * Called with GET when the meeting has ended. Nothing in the call proves who sent it: put a token of yours
   * in the URL.
   */
  readonly meetingEndedURL?: string
  /** The same, with `recordingmarks` and `meetingID` added to the query. */
  readonly meta_endCallbackUrl?: string
  /** Called for each recording format that is ready. */
  readonly 'meta_bbb-recording-ready-url'?: string
  readonly 'meta_analytics-callback-url'?: string

  /**
   * Further parameters of `create`, passed on as they are: for what is newer than this list. Not for
   * parameters that this library sets itself, nor for those above.
   */
  readonly extra?: Readonly<Record<string, string>>
}

/** A group of people that a breakout room is proposed for. */
export interface BbbGroup {
  readonly id: string
  readonly name?: string
  /** The participants' ids. */
  readonly roster: readonly string[]
}

/** What only BigBlueButton has, on `join`. The rules are those of `BbbCreateOptions`. */
export interface BbbJoinOptions {
  /**
   * Settings of the web client for this person, without the `userdata-` before the names: `{
   * bbb_auto_join_audio: 'true' }`. Names are of `[A-Za-z0-9_.]` and start with a letter or underscore.
   */
  readonly userdata?: Readonly<Record<string, string | number | boolean>>
  readonly excludeFromDashboard?: boolean
  readonly webcamBackgroundURL?: string
  /** Name of a layout, as for `meetingLayout`. 3.0 and later. */
  readonly enforceLayout?: string
  /** 3.0 and later. */
  readonly bot?: boolean
  /** Where the browser is sent when the join is refused. 2.7 and later. */
  readonly errorRedirectUrl?: string
  /** Where this person is sent when they leave. 3.0 and later. */
  readonly logoutURL?: string
  /** Further parameters of `join`, passed on as they are. Not for those that this library sets itself. */
  readonly extra?: Readonly<Record<string, string>>
}

declare module 'anymeet' {
  interface ProviderOptions {
    /** What only BigBlueButton has. Read by `bbb` instances only. */
    readonly bbb?: BbbCreateOptions
  }
  interface ProviderJoinOptions {
    /** What only BigBlueButton has. Read by `bbb` instances only. */
    readonly bbb?: BbbJoinOptions
  }
}
