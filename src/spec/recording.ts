import type { MeetingWarning } from './warning.js'

/** Names one recording: plain JSON, no secret. `formatRecordingRef` makes a line of text of it. */
export interface RecordingRef {
  readonly v: 1
  /** Name of the configured provider instance. */
  readonly provider: string
  /** Absent for calls without a tenant. A ref of one tenant is `not-found` for every other. */
  readonly tenant?: string
  /** The vendor's id of the recording. */
  readonly id: string
}

/**
 * - `processing`: recorded, and not ready to be watched.
 * - `published`: whoever has the link can watch it.
 * - `unpublished`: ready, and withheld.
 * - `deleted`: still listed by the vendor, and gone.
 * - `failed`: the vendor could not make it, or lost its description.
 */
export type RecordingState = 'processing' | 'published' | 'unpublished' | 'deleted' | 'failed'

/** One way to watch or hear a recording. */
export interface RecordingPlayback {
  /** The vendor's word: `presentation`, `video`, `podcast`, `screenshare` … */
  readonly format: string
  readonly url: string
  /** After this the URL is useless. Absent where it lasts as long as the recording is published. */
  readonly expiresAt?: Date
  readonly durationMinutes?: number
  readonly sizeBytes?: number
  /** Pictures of it, to choose from. */
  readonly previews?: readonly RecordingPreview[]
}

export interface RecordingPreview {
  readonly url: string
  readonly width?: number
  readonly height?: number
  readonly text?: string
}

/** One session of a meeting, recorded. What nobody knows is absent. */
export interface Recording {
  readonly ref: RecordingRef
  /** Your own id of the meeting. */
  readonly meetingId: string
  /** Which session of the meeting: the vendor's id of it. */
  readonly session?: string
  readonly name?: string
  readonly state: RecordingState
  readonly startedAt?: Date
  readonly endedAt?: Date
  /** How many people took part. */
  readonly participantCount?: number
  readonly sizeBytes?: number
  readonly playback: readonly RecordingPlayback[]
  readonly metadata: Readonly<Record<string, string>>
  readonly providerData?: Readonly<Record<string, unknown>>
}

/** Which recordings. Everything that is given has to hold. */
export interface RecordingQuery {
  /** Your own ids of meetings, 1 to 100: the recordings of all their sessions. Default: of every meeting. */
  readonly meetingIds?: readonly string[]
  /** Default: `published` and `unpublished`. */
  readonly states?: readonly RecordingState[]
  /** Labels that a recording has to have with exactly these values. */
  readonly metadata?: Readonly<Record<string, string>>
  /** The instance to ask. Default: the one for new meetings. */
  readonly provider?: string
}

export interface RecordingPageQuery extends RecordingQuery {
  /** Most recordings of a page, 1 to 100. A page may hold fewer, none even, and not be the last. Default: 100. */
  readonly limit?: number
  /** `nextCursor` of the page before. */
  readonly cursor?: string
}

export interface RecordingPage {
  readonly recordings: readonly Recording[]
  /** Absent on the last page. */
  readonly nextCursor?: string
  readonly warnings: readonly MeetingWarning[]
}

/** What can be changed about a recording. A value of `''` takes the label away; labels not named stay. */
export interface RecordingChanges {
  readonly metadata: Readonly<Record<string, string>>
}

export interface RecordingOutcome {
  readonly ref: RecordingRef
  /** `done`: so by this call, or before it. `not-found` only of a delete: there is no such recording (any more). */
  readonly outcome: 'done' | 'not-found'
}

/** What became of asking for a recording of a meeting to begin. */
export interface RecordingStart {
  readonly ref: RecordingRef
  /** `requested`: the vendor took it, and begins within seconds; `info` says `running` when it does. `already-running`: nothing new. */
  readonly outcome: 'requested' | 'already-running'
}

/** What became of asking for it to stop. */
export interface RecordingStop {
  /** Which recording; absent with `not-running`. It is `processing` for a while. */
  readonly ref?: RecordingRef
  readonly outcome: 'stopped' | 'not-running'
}
