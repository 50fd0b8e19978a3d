import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { RecordingContext } from './context.js'
import { existing } from './list.js'
import type { StartedRecording } from './recording-state.js'

const MOST_WAITS = 20

/**
 * Ends what still records or makes films of it, deletes every object, and forgets it. Until the last step it is there, so
 * a delete that failed can be repeated.
 */
export async function deleteRecording(
  context: RecordingContext,
  id: string,
  options: ProviderCallOptions,
): Promise<void> {
  const { buckets, states } = context
  const state = await existing(context, id)
  try {
    if (state.result === undefined || state.result === 'failed') await atRest(context, state, options)
    await buckets.deleteAll(state, `${state.folder}/`, options)
    await states.drop(state)
  } catch (error) {
    throw MeetingError.is(error) ? error.with({ effect: 'unknown' }) : error
  }
}

/** Resolves when nothing writes any more: what is deleted before would come again. */
async function atRest(
  { media, statuses }: RecordingContext,
  { pipelines: { capture, concatenation } }: StartedRecording,
  options: ProviderCallOptions,
): Promise<void> {
  // The films first: they begin when the capture ends.
  await media.remove('DeleteMediaPipeline', concatenation, options).catch(busy)
  await media.remove('DeleteMediaCapturePipeline', capture, options)
  if (await statuses.untilOver(capture, concatenation, MOST_WAITS, options)) return
  throw new MeetingError({
    code: 'conflict',
    retryable: true,
    message: 'Chime still writes the recording; delete it once more in a moment',
  })
}

/** Chime does not delete a pipeline that is in the middle of something; then it is waited for. */
function busy(error: unknown): void {
  if (!MeetingError.is(error) || error.code !== 'conflict') throw error
}
