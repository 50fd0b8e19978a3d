import type { SimulatedBbbFormat, StoredRecording } from '../recordings/recording.js'

/** What `rap-publish-ended` says of a recording and the one format that is there now. */
export function recordingBlock(recording: StoredRecording, format: SimulatedBbbFormat): object {
  const { name, breakout, startTime, endTime, rawSize, metadata } = recording
  return {
    name,
    'is-breakout': String(breakout !== undefined),
    'start-time': startTime,
    'end-time': endTime,
    size: format.size,
    'raw-size': rawSize,
    metadata: Object.fromEntries(metadata),
    playback: {
      format: format.type,
      link: format.url,
      processing_time: format.processingTimeMs,
      duration: format.lengthMinutes * 60_000,
      size: format.size,
    },
  }
}
