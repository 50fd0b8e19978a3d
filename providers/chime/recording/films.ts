import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { RecordingContext } from './context.js'
import { filmsPrefix } from './pipeline-inputs.js'
import { type BucketObject, recordingFiles } from './recording-files.js'
import type { RecordingFile, RecordingState } from './recording-state.js'

/** The films of a recording that are in its bucket now. */
export async function filmsOf(
  { buckets }: RecordingContext,
  state: RecordingState,
  options: ProviderCallOptions,
): Promise<readonly RecordingFile[]> {
  const objects: BucketObject[] = []
  try {
    for await (const page of buckets.pages(state, filmsPrefix(state), options)) objects.push(...page)
  } catch (error) {
    // With its bucket everything is gone; that must not spoil the list for all others.
    if (!MeetingError.is(error) || error.vendorCode !== 'NoSuchBucket') throw error
  }
  return recordingFiles(objects, state.layout)
}
