import type { ServerState } from '../server-state.js'
import { text } from '../text.js'
import { bare, branch, group, leaf } from '../xml.js'
import { type SimulatedBbbFormat, type StoredRecording, stateAt } from './recording.js'

/** The fields of a recording with some or all of its formats. Fact sheet section 1.3. */
export function recordingFields(
  server: ServerState,
  recording: StoredRecording,
  formats: readonly SimulatedBbbFormat[],
): readonly string[] {
  if (recording.broken) return [branch('error', leaf('recordID', recording.recordID))]
  const state = stateAt(recording, server.meetings.now())
  const { rawSize, breakout, breakoutRooms, dataFormats } = recording
  return [
    leaf('recordID', recording.recordID),
    leaf('meetingID', recording.meetingID),
    leaf('internalMeetingID', recording.internalMeetingID),
    text(server, 'name', recording.name),
    leaf('isBreakout', breakout !== undefined),
    leaf('published', state === 'published'),
    leaf('state', state),
    leaf('startTime', recording.startTime ?? ''),
    leaf('endTime', recording.endTime ?? ''),
    leaf('participants', recording.participants ?? ''),
    ...(rawSize === undefined ? [] : [leaf('rawSize', rawSize)]),
    group(
      'metadata',
      [...recording.metadata].map(([key, value]) => text(server, key, value)),
    ),
    ...(breakout === undefined
      ? []
      : [
          group(
            'breakout',
            Object.entries(breakout).map(([key, value]) => leaf(key, value)),
          ),
        ]),
    ...(breakoutRooms.length === 0
      ? []
      : [
          group(
            'breakoutRooms',
            breakoutRooms.map((room) => leaf('breakoutRoom', room)),
          ),
        ]),
    group('playback', formats.map(formatElement)),
    ...(dataFormats.length === 0 ? [] : [group('data', dataFormats.map(formatElement))]),
  ]
}

function formatElement({
  type,
  url,
  processingTimeMs,
  lengthMinutes,
  size,
  images,
}: SimulatedBbbFormat): string {
  return group('format', [
    leaf('type', type),
    leaf('url', url),
    leaf('processingTime', processingTimeMs),
    leaf('length', lengthMinutes),
    ...(size === undefined ? [] : [leaf('size', size)]),
    ...(images === undefined ? [] : [branch('preview', group('images', images.map(imageElement)))]),
  ])
}

function imageElement({
  url,
  width,
  height,
  alt,
}: NonNullable<SimulatedBbbFormat['images']>[number]): string {
  return bare('image', { width: String(width), height: String(height), alt }, url)
}
