import type { RecordingFile, RecordingFormat, RecordingState } from './recording-state.js'

/** An object of a bucket. */
export interface BucketObject {
  readonly key: string
  readonly sizeBytes: number
}

/** The films among the objects, those of everybody first. */
export function recordingFiles(
  objects: readonly BucketObject[],
  layout: RecordingState['layout'],
): readonly RecordingFile[] {
  return objects
    .filter(({ key }) => key.endsWith('.mp4'))
    .map((object) => ({ format: formatOf(object.key, layout), ...object }))
    .sort((one, other) => order.indexOf(one.format) - order.indexOf(other.format))
}

const order: readonly RecordingFormat[] = ['video', 'screenshare', 'audio']

/** By the folder that holds the file, wherever that is (fact sheet, section 5.2). */
function formatOf(key: string, layout: RecordingState['layout']): RecordingFormat {
  const folder = key.split('/').at(-2)
  if (folder === 'composited-video') return 'video'
  if (folder === 'audio') return layout === 'active-speaker' ? 'video' : 'audio'
  // `video` is for cameras and for what is shared, and single cameras are never asked for.
  return 'screenshare'
}
