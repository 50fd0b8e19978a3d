import { childOf, type XmlElement } from '../xml/xml-element.js'
import { count, date, field, flag, listOf, reader, record, text, word } from './fields.js'
import { type BbbRecordingBreakout, readRecordingBreakout } from './recording-breakout.js'
import { type BbbRecordingFormat, readFormat } from './recording-format.js'

export type BbbRecordingState =
  | 'processing'
  | 'processed'
  | 'published'
  | 'unpublished'
  | 'deleted'
  | (string & {})

/** One session of a meeting, recorded. */
export interface BbbRecording {
  /** Equals the `internalMeetingID` of the session. */
  readonly recordID: string
  /** As create was given it. Empty where `broken`. */
  readonly meetingID: string
  readonly internalMeetingID?: string
  readonly name: string
  readonly isBreakout: boolean
  readonly published: boolean
  readonly state: BbbRecordingState
  readonly startTime?: Date
  readonly endTime?: Date
  /** How many people took part. Absent where the server does not know. */
  readonly participants?: number
  /** Bytes. */
  readonly rawSize?: number
  /** Names in their original case; the server adds `meetingId`, `meetingName` and `isBreakout`. */
  readonly metadata: Readonly<Record<string, string>>
  /** Only of the recording of a breakout room. */
  readonly breakout?: BbbRecordingBreakout
  /** The internal ids of the breakout rooms' recordings. */
  readonly breakoutRooms: readonly string[]
  /** Ways to watch it. Empty until it is processed. */
  readonly playback: readonly BbbRecordingFormat[]
  /** Formats that are files of data and not for watching. */
  readonly data: readonly BbbRecordingFormat[]
  /** The recording's description on the server is damaged: only `recordID` is known. */
  readonly broken: boolean
}

const readFields = reader<BbbRecording>(
  {
    recordID: word,
    meetingID: text,
    internalMeetingID: word,
    name: text,
    isBreakout: flag,
    published: flag,
    state: word,
    startTime: date,
    endTime: date,
    participants: count,
    rawSize: count,
    metadata: record,
    breakout: readRecordingBreakout,
    breakoutRooms: listOf('breakoutRoom', word),
    playback: listOf('format', readFormat),
    data: listOf('format', readFormat),
    broken: () => undefined,
  },
  {
    recordID: '',
    meetingID: '',
    name: '',
    isBreakout: false,
    published: false,
    state: '',
    metadata: {},
    breakoutRooms: [],
    playback: [],
    data: [],
    broken: false,
  },
)

/** One recording; of one whose description is damaged the server sends `error/recordID` and nothing else. */
export function readRecording(element: XmlElement): BbbRecording {
  const recording = readFields(element)
  const error = recording.recordID === '' ? childOf(element, 'error') : undefined
  if (error === undefined) return recording
  return { ...recording, recordID: field(error, 'recordID', word) ?? '', broken: true }
}
