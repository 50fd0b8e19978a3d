import { hash } from 'node:crypto'
import type { EventUrls } from '../../src/ports/event-urls.js'
import type { ProviderRecording } from '../../src/spec/provider-recordings.js'
import type { RecordingPlayback, RecordingState } from '../../src/spec/recording.js'
import type { BbbRecording } from './client/recording.js'
import type { BbbRecordingFormat } from './client/recording-format.js'
import { withoutOurUrls } from './events/our-urls.js'
import { fromVendorMeetingId, toVendorMeetingId } from './vendor-id.js'

/** Labels that the server itself adds to every recording. */
const added: ReadonlySet<string> = new Set(['meetingId', 'meetingName', 'isBreakout'])

/**
 * A recording as the server tells it, without the callback URLs that its meeting was made with. Of one whose description is damaged nothing but the id is known; the key
 * is then found among those that were asked for, because the id begins with a hash of it.
 */
export function recordingInfo(
  recording: BbbRecording,
  askedKeys: readonly string[],
  urls: EventUrls | undefined,
): ProviderRecording {
  const { recordID, meetingID, internalMeetingID, name, startTime, endTime, participants, rawSize } =
    recording
  const key = recording.broken
    ? askedKeys.find((asked) => recordID.startsWith(hash('sha1', toVendorMeetingId(asked), 'hex')))
    : fromVendorMeetingId(meetingID)
  return {
    id: recordID,
    key: key ?? '',
    session: internalMeetingID ?? recordID,
    state: stateOf(recording),
    ...(name !== '' && { name }),
    ...(startTime !== undefined && { startedAt: startTime }),
    ...(endTime !== undefined && { endedAt: endTime }),
    ...(participants !== undefined && { participantCount: participants }),
    ...(rawSize !== undefined && { sizeBytes: rawSize }),
    playback: recording.playback.map(playbackOf),
    metadata: withoutOurUrls(
      Object.fromEntries(Object.entries(recording.metadata).filter(([label]) => !added.has(label))),
      urls,
    ),
  }
}

const states: ReadonlyMap<string, RecordingState> = new Map([
  ['published', 'published'],
  ['unpublished', 'unpublished'],
  ['deleted', 'deleted'],
  ['processing', 'processing'],
  ['processed', 'processing'],
])

function stateOf({ broken, state, published }: BbbRecording): RecordingState {
  if (broken) return 'failed'
  return states.get(state) ?? (published ? 'published' : 'unpublished')
}

function playbackOf({ type, url, length, size, images }: BbbRecordingFormat): RecordingPlayback {
  const previews = images.map(({ alt, ...image }) => ({ ...image, ...(alt !== undefined && { text: alt }) }))
  return {
    format: type,
    url,
    ...(length !== undefined && { durationMinutes: length }),
    ...(size !== undefined && { sizeBytes: size }),
    ...(previews.length > 0 && { previews }),
  }
}
