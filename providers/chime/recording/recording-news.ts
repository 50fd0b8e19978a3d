import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { RecordingContext } from './context.js'
import { filmsDone } from './films-done.js'
import { ofPipeline } from './of-pipeline.js'

/** What became of a media pipeline. */
export interface PipelineChange {
  readonly pipelineId: string
  readonly meetingId: string | undefined
  readonly to: 'running' | 'over' | 'failed'
}

/** What became of a recording. */
export interface RecordingNews {
  readonly type: 'recording.started' | 'recording.stopped' | 'recording.ready' | 'recording.failed'
  readonly recordingId: string
  /** `ProviderMeeting.key`. */
  readonly key: string
  /** Chime's id of the session. */
  readonly meetingId: string
}

/** Fails with `unavailable` where the store fails. */
export async function recordingNews(
  context: RecordingContext,
  { pipelineId, meetingId, to }: PipelineChange,
  options: ProviderCallOptions,
): Promise<RecordingNews | undefined> {
  const found = await ofPipeline(context, pipelineId, meetingId, to === 'running')
  if (found === undefined) return undefined
  // What was asked of Chime before is out of date now.
  context.statuses.forget(pipelineId)
  const { state, role } = found
  const news = (type: RecordingNews['type']): RecordingNews => ({
    type,
    recordingId: state.id,
    key: state.key,
    meetingId: state.meetingId,
  })
  if (to === 'failed') return news('recording.failed')
  if (role === 'capture') return news(to === 'running' ? 'recording.started' : 'recording.stopped')
  return to === 'over' && (await filmsDone(context, state, options)) ? news('recording.ready') : undefined
}
