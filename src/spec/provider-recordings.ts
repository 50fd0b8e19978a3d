import type { ProviderCallOptions } from './call-options.js'
import type { ProviderMeeting } from './provider-meeting.js'
import type { Recording, RecordingChanges, RecordingState } from './recording.js'
import type {
  RecordingCaptions,
  RecordingCaptionsKey,
  RecordingCaptionsUpload,
} from './recording-captions.js'

/** A recording as a provider knows it: the facade adds the ref and reads your id out of the key. */
export interface ProviderRecording extends Omit<Recording, 'ref' | 'meetingId'> {
  /** The vendor's id of the recording. */
  readonly id: string
  /** What the vendor knows the meeting by, as `ProviderMeeting.key`. */
  readonly key: string
}

export interface ProviderRecordingQuery {
  readonly keys?: readonly string[]
  readonly states: readonly RecordingState[]
  readonly metadata: Readonly<Record<string, string>>
  readonly limit: number
  readonly cursor?: string
}

export interface ProviderRecordingPage {
  readonly recordings: readonly ProviderRecording[]
  readonly nextCursor?: string
}

export interface ProviderRecordingStart {
  /** The vendor's id of the recording. */
  readonly id: string
  readonly outcome: 'requested' | 'already-running'
}

/**
 * What a provider can do with recordings. Each method is there exactly if its capability (`recordings.list` …) is not
 * `unsupported`. Everything by id fails with `not-found` for an id that the vendor does not have.
 */
export interface ProviderRecordings {
  /** Safe to repeat: a meeting that is being recorded already is found. */
  start?(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderRecordingStart>
  /** Safe to repeat: that nothing runs, no meeting even, is no error. Answers which recording was stopped. */
  stop?(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<string | undefined>
  list?(query: ProviderRecordingQuery, options: ProviderCallOptions): Promise<ProviderRecordingPage>
  get?(id: string, options: ProviderCallOptions): Promise<ProviderRecording>
  publish?(id: string, options: ProviderCallOptions): Promise<void>
  unpublish?(id: string, options: ProviderCallOptions): Promise<void>
  delete?(id: string, options: ProviderCallOptions): Promise<void>
  update?(id: string, changes: RecordingChanges, options: ProviderCallOptions): Promise<void>
  captions?(id: string, options: ProviderCallOptions): Promise<readonly RecordingCaptions[]>
  putCaptions?(id: string, captions: RecordingCaptionsUpload, options: ProviderCallOptions): Promise<void>
  deleteCaptions?(id: string, captions: RecordingCaptionsKey, options: ProviderCallOptions): Promise<void>
}
