import type { Meeting } from '../meeting.js'
import type { StoredRecording } from './recording.js'
import { formatOf, recordingMetadata } from './recording-input.js'

export interface RecordingTimes {
  readonly endedAt: number
  readonly readyAt: number
  readonly formats: readonly string[]
}

/** What becomes of a recorded meeting that is over; it is `processing` until `readyAt`. */
export function recordingOf(
  meeting: Meeting,
  origin: string,
  { endedAt, readyAt, formats }: RecordingTimes,
): StoredRecording {
  const { settings, identity } = meeting
  const { meetingID, name, breakout, params } = settings
  const recordID = identity.internalMeetingID
  const lengthMinutes = Math.round((endedAt - identity.madeAt) / 60_000)
  return {
    recordID,
    meetingID,
    internalMeetingID: recordID,
    name,
    state: 'published',
    startTime: identity.createTime,
    endTime: endedAt,
    participants: meeting.entries,
    rawSize: undefined,
    metadata: recordingMetadata(meetingID, name, breakout !== undefined, metadataAsSent(params)),
    formats: formats.map((type) => formatOf({ type, lengthMinutes }, recordID, origin)),
    dataFormats: [],
    breakout: breakout && {
      parentId: breakout.parentInternalID,
      sequence: breakout.sequence,
      freeJoin: breakout.freeJoin,
    },
    breakoutRooms: [],
    protected: false,
    broken: false,
    readyAt,
  }
}

/** A recording keeps the keys as the caller wrote them, unlike the running meeting. */
function* metadataAsSent(params: ReadonlyMap<string, string>): Generator<readonly [string, string]> {
  for (const [name, value] of params) {
    const key = /^meta_([a-zA-Z][a-zA-Z0-9-]*)$/.exec(name)?.[1]
    if (key !== undefined) yield [key, value]
  }
}
