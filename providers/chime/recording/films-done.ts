import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { RecordingContext } from './context.js'
import { filmsOf } from './films.js'
import type { RecordingState } from './recording-state.js'

/**
 * Whether the films are in the bucket, now that Chime says that their pipeline is over, and notes it where they are. Where the
 * bucket cannot be looked at, Chime is believed. They are not there where the pipeline was deleted before it made any.
 */
export async function filmsDone(
  context: RecordingContext,
  state: RecordingState,
  options: ProviderCallOptions,
): Promise<boolean> {
  if (state.result !== undefined) return state.result !== 'failed'
  const { states, parts } = context
  try {
    const files = await filmsOf(context, state, options)
    if (files.length === 0) return false
    await states.notRunning(state)
    await states.change(state.id, { result: files, overAt: state.overAt ?? parts.clock.now() })
    return true
  } catch (error) {
    if (options.signal.aborted) throw error
    return true
  }
}
