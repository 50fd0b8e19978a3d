import type { ProviderRecording } from '../../../src/spec/provider-recordings.js'
import type { RecordingState as NeutralState, RecordingPlayback } from '../../../src/spec/recording.js'
import type { RecordingContext } from './context.js'
import type { RecordingFile, RecordingState } from './recording-state.js'

/** A recording as callers see it, with addresses that work from now on. */
export async function describeRecording(
  context: RecordingContext,
  state: RecordingState,
): Promise<ProviderRecording> {
  const { id, key, meetingId, name, startedAt, endedAt, labels, region, bucket, folder, pipelines } = state
  const files = state.result === 'failed' ? [] : state.result
  return {
    id,
    key,
    session: meetingId,
    ...(name !== undefined && { name }),
    state: neutralState(state),
    startedAt: new Date(startedAt),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt) }),
    ...(files !== undefined && {
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    }),
    playback: state.withheld === true ? [] : await playbackOf(context, state, files ?? []),
    metadata: labels,
    providerData: { region, bucket, folder, pipelines },
  }
}

function neutralState({ result, withheld }: RecordingState): NeutralState {
  if (result === undefined) return 'processing'
  if (result === 'failed') return 'failed'
  return withheld === true ? 'unpublished' : 'published'
}

async function playbackOf(
  { buckets }: RecordingContext,
  state: RecordingState,
  files: readonly RecordingFile[],
): Promise<readonly RecordingPlayback[]> {
  if (files.length === 0) return []
  const urls = await buckets.sign(
    state,
    files.map(({ key }) => key),
  )
  return files.flatMap(({ format, sizeBytes }, index) => {
    const signed = urls[index]
    return signed === undefined ? [] : { format, ...signed, sizeBytes }
  })
}
