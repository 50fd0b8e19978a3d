import type { RecordingContext } from './context.js'
import { isStarted, type RecordingState } from './recording-state.js'

/** A recording, and which of its pipelines it was asked for by. */
export interface PipelineOfRecording {
  readonly state: RecordingState
  readonly role: 'capture' | 'films'
}

/**
 * The recording that a media pipeline belongs to; undefined for a pipeline of somebody else. One that runs before the call returned
 * which started it belongs to the recording that is being started in its meeting: Chime allows no other at the same time.
 */
export async function ofPipeline(
  { states }: RecordingContext,
  pipelineId: string,
  meetingId: string | undefined,
  isRunning: boolean,
): Promise<PipelineOfRecording | undefined> {
  const state = await states.ofPipeline(pipelineId)
  if (state !== undefined && isStarted(state))
    return { state, role: state.pipelines.capture === pipelineId ? 'capture' : 'films' }
  if (meetingId === undefined || !isRunning) return undefined
  const starting = await states.ofSession(meetingId)
  return starting === undefined || isStarted(starting) ? undefined : { state: starting, role: 'capture' }
}
