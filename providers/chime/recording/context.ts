import type { InFlight } from '../in-flight.js'
import type { ChimeParts } from '../parts.js'
import type { ResolvedChimeRecordingConfig } from '../recording-config.js'
import type { Buckets } from './buckets.js'
import type { MediaPipelines } from './media-pipelines.js'
import type { PipelineStatuses } from './pipeline-status.js'
import type { RecordingState } from './recording-state.js'
import type { RecordingStates } from './recording-states.js'

/** What the operations on recordings share. */
export interface RecordingContext {
  readonly parts: ChimeParts
  readonly config: ResolvedChimeRecordingConfig
  /** Counts the work that outlives its caller. */
  readonly inFlight: InFlight
  readonly media: MediaPipelines
  readonly statuses: PipelineStatuses
  readonly buckets: Buckets
  readonly states: RecordingStates
}

/** A recording that is to begin. */
export interface Beginning {
  /** As it was written down. */
  readonly state: RecordingState
  /** This call wrote it down, so it is the one that clears up. */
  readonly own: boolean
}
