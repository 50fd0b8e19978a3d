import { createHash } from 'node:crypto'
import type { BbbRecordingState, SimulatedBbbFormat, StoredRecording } from './recording.js'

/** A recording that a test puts on the server; everything but the meeting's ID has a default. */
export interface BbbRecordingInput {
  /** The ID that the caller gave the meeting; several recordings may have it, one for each session. */
  readonly meetingID: string
  /** Default: what the server makes of the meeting's ID and the start time. */
  readonly recordID?: string
  /** Default `Recording`. */
  readonly name?: string
  /** Default `published`. */
  readonly state?: BbbRecordingState
  /** Milliseconds since the epoch, null for an empty element. Default: an hour ago, and later for each recording. */
  readonly startTime?: number | null
  /** Default: 45 minutes after the start. */
  readonly endTime?: number | null
  /** Default 2. */
  readonly participants?: number | null
  readonly rawSize?: number
  /** Added to the three entries that every recording has: `meetingId`, `meetingName`, `isBreakout`. */
  readonly metadata?: Readonly<Record<string, string>>
  /** Default: one format, `presentation`. What a format leaves out gets a default too. */
  readonly formats?: readonly BbbFormatInput[]
  readonly dataFormats?: readonly BbbFormatInput[]
  readonly breakout?: { readonly parentId: string; readonly sequence: number; readonly freeJoin: boolean }
  readonly breakoutRooms?: readonly string[]
  /** The metadata file is damaged: the list names the recording and nothing else. */
  readonly broken?: boolean
}

export interface BbbFormatInput extends Partial<SimulatedBbbFormat> {
  readonly type: string
}

export interface RecordingDefaults {
  readonly origin: string
  readonly startTime: number
}

const minuteMs = 60_000

export function recordingFromInput(input: BbbRecordingInput, defaults: RecordingDefaults): StoredRecording {
  const { meetingID, name = 'Recording', startTime = defaults.startTime } = input
  const recordID = input.recordID ?? `${sha1(meetingID)}-${startTime ?? defaults.startTime}`
  const make = (format: BbbFormatInput): SimulatedBbbFormat => formatOf(format, recordID, defaults.origin)
  return {
    recordID,
    meetingID,
    internalMeetingID: recordID,
    name,
    state: input.state ?? 'published',
    startTime: startTime ?? undefined,
    endTime: orDefault(input.endTime, startTime === null ? undefined : startTime + 45 * minuteMs),
    participants: orDefault(input.participants, 2),
    rawSize: input.rawSize,
    metadata: recordingMetadata(
      meetingID,
      name,
      input.breakout !== undefined,
      Object.entries(input.metadata ?? {}),
    ),
    formats: (input.formats ?? [{ type: 'presentation' }]).map(make),
    dataFormats: (input.dataFormats ?? []).map(make),
    breakout: input.breakout,
    breakoutRooms: input.breakoutRooms ?? [],
    protected: false,
    broken: input.broken ?? false,
    readyAt: 0,
  }
}

export function formatOf(format: BbbFormatInput, recordID: string, origin: string): SimulatedBbbFormat {
  return {
    url: `${origin}/playback/${format.type}/2.3/${recordID}`,
    processingTimeMs: 7177,
    lengthMinutes: 45,
    ...format,
  }
}

/** The three entries that the server writes itself, then the caller's, keys as they came. */
export function recordingMetadata(
  meetingID: string,
  name: string,
  isBreakout: boolean,
  entries: Iterable<readonly [string, string]>,
): Map<string, string> {
  return new Map([
    ['meetingId', meetingID],
    ['meetingName', name],
    ['isBreakout', String(isBreakout)],
    ...entries,
  ])
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** Null means none, a missing value the default. */
function orDefault(value: number | null | undefined, fallback: number | undefined): number | undefined {
  return value === undefined ? fallback : (value ?? undefined)
}
