import type { ResolvedChimeRecordingConfig } from '../recording-config.js'
import { membersOf } from './members.js'

/** What is remembered of a recording: Chime and S3 know neither its meeting nor its labels. No secrets. */
export interface RecordingState {
  readonly id: string
  /** `ProviderMeeting.key`. */
  readonly key: string
  /** Chime's id of the session. */
  readonly meetingId: string
  readonly region: string
  readonly bucket: string
  /** What the keys of all its objects begin with, without a slash at the end. */
  readonly folder: string
  readonly layout: ResolvedChimeRecordingConfig['layout']
  /** Times are in milliseconds since the epoch. */
  readonly startedAt: number
  readonly name?: string
  readonly labels: Readonly<Record<string, string>>
  /** Absent while the recording is being started. */
  readonly pipelines?: RecordingPipelines
  /** When it ended, where somebody knows. */
  readonly endedAt?: number
  /** When it was first seen that nothing is recorded any more. */
  readonly overAt?: number
  /** What became of it, once nothing changes any more. */
  readonly result?: 'failed' | readonly RecordingFile[]
  readonly withheld?: boolean
}

interface RecordingPipelines {
  readonly capture: string
  readonly concatenation: string
}

/** A finished file of a recording. */
export interface RecordingFile {
  readonly format: RecordingFormat
  readonly key: string
  readonly sizeBytes: number
}

/** `video`: everybody, or whoever speaks; `audio`: sound without a picture; `screenshare`: what somebody showed. */
export type RecordingFormat = 'video' | 'audio' | 'screenshare'

/** A recording that was started. */
export type StartedRecording = RecordingState & { readonly pipelines: RecordingPipelines }

export function isStarted(state: RecordingState): state is StartedRecording {
  return state.pipelines !== undefined
}

/** Reads what was written as JSON; undefined for anything else. */
export function parseRecordingState(text: string): RecordingState | undefined {
  try {
    const state: unknown = JSON.parse(text)
    const members = membersOf(state)
    const complete =
      texts.every((member) => typeof members[member] === 'string') &&
      typeof members['startedAt'] === 'number' &&
      typeof members['labels'] === 'object'
    return complete ? (state as RecordingState) : undefined
  } catch {
    return undefined
  }
}

const texts = ['id', 'key', 'meetingId', 'region', 'bucket', 'folder', 'layout']
