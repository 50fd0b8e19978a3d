import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { RecordingContext } from './context.js'
import { filmsOf } from './films.js'
import { isOver, type PipelineStatus } from './pipeline-status.js'
import { isStarted, type RecordingState, type StartedRecording } from './recording-state.js'

/** How long after both pipelines are done a film may still come. */
const GRACE_MS = 600_000

/**
 * The recording as it is now. What became of it in the end is written down, so that nobody is asked again. Undefined where
 * it was deleted meanwhile.
 */
export async function lookedAt(
  context: RecordingContext,
  state: StartedRecording,
  options: ProviderCallOptions,
): Promise<RecordingState | undefined> {
  if (state.result !== undefined) return state
  const { statuses, states, parts } = context
  let overAt = state.overAt
  if (overAt === undefined) {
    const capture = await statuses.capture(state.pipelines.capture, options)
    if (!isOver(capture)) return state
    const ended = await noteEnd(context, state, capture)
    if (ended?.overAt === undefined || ended.result !== undefined) return ended
    overAt = ended.overAt
  }
  const { phase } = await statuses.concatenation(state.pipelines.concatenation, options)
  if (phase === 'failed') return states.change(state.id, { result: 'failed' })
  if (phase !== 'over') return states.get(state.id)
  const files = await filmsOf(context, state, options)
  if (files.length > 0) return states.change(state.id, { result: files })
  const late = parts.clock.now() - overAt > GRACE_MS
  return late ? states.change(state.id, { result: 'failed' }) : states.get(state.id)
}

/** Notes that nothing is recorded any more. */
export async function noteEnd(
  { states, parts }: RecordingContext,
  state: StartedRecording,
  { phase, endedAt }: PipelineStatus,
): Promise<RecordingState | undefined> {
  await states.notRunning(state)
  return states.change(state.id, {
    overAt: parts.clock.now(),
    ...(state.endedAt === undefined && endedAt !== undefined && { endedAt }),
    ...(phase === 'failed' && { result: 'failed' }),
  })
}

/** Whether the session is being recorded by this one now, or was asked to be. */
export async function isRecording(
  context: RecordingContext,
  state: RecordingState,
  options: ProviderCallOptions,
): Promise<'no' | 'requested' | 'running'> {
  if (!isStarted(state)) return 'requested'
  if (state.endedAt !== undefined || state.overAt !== undefined) return 'no'
  const status = await context.statuses.capture(state.pipelines.capture, options)
  if (status.phase === 'starting') return 'requested'
  if (status.phase === 'running') return 'running'
  if (status.phase !== 'stopping') await noteEnd(context, state, status)
  return 'no'
}
