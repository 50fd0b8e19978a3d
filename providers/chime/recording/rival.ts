import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { Beginning, RecordingContext } from './context.js'
import { isOver } from './pipeline-status.js'
import { noteEnd } from './progress.js'
import { isStarted, type RecordingState, type StartedRecording } from './recording-state.js'

/** How many recordings of a meeting are looked through, newest first. */
const MOST_LOOKED_AT = 20

/**
 * What else records the session, after Chime has refused to: `busy` where something is being started or stopped, so that
 * it is worth to look again.
 */
export async function rivalOf(
  context: RecordingContext,
  { state, own }: Beginning,
  options: ProviderCallOptions,
): Promise<StartedRecording | 'busy' | undefined> {
  const ids = await context.states.ids([state.key])
  let busy = false
  for (const id of ids.slice(0, MOST_LOOKED_AT)) {
    if (own && id === state.id) continue
    const other = await context.states.get(id)
    if (other?.meetingId !== state.meetingId) continue
    const found = await activity(context, other, options)
    if (found === 'recording' && isStarted(other)) return other
    if (found === 'busy') busy = true
  }
  return busy ? 'busy' : undefined
}

async function activity(
  context: RecordingContext,
  other: RecordingState,
  options: ProviderCallOptions,
): Promise<'none' | 'busy' | 'recording'> {
  if (!isStarted(other)) return 'busy'
  if (other.overAt !== undefined) return 'none'
  const { capture } = other.pipelines
  context.statuses.forget(capture)
  const status = await context.statuses.capture(capture, options)
  if (isOver(status)) {
    await noteEnd(context, other, status)
    return 'none'
  }
  return status.phase === 'stopping' || other.endedAt !== undefined ? 'busy' : 'recording'
}
