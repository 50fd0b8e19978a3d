/** The states that a recording goes through. */
export type BbbRecordingState = 'processing' | 'processed' | 'published' | 'unpublished' | 'deleted'

export interface SimulatedBbbPreviewImage {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly alt: string
}

/** One way to play a recording. */
export interface SimulatedBbbFormat {
  readonly type: string
  readonly url: string
  readonly processingTimeMs: number
  readonly lengthMinutes: number
  /** Bytes; absent: the server does not say. */
  readonly size?: number
  /** Absent: no preview at all. */
  readonly images?: readonly SimulatedBbbPreviewImage[]
}

/** A recording on a simulated server, as plain values: a copy that later events do not change. */
export interface SimulatedBbbRecording {
  readonly recordID: string
  /** The ID that the caller gave the meeting. */
  readonly meetingID: string
  readonly internalMeetingID: string
  readonly name: string
  readonly state: BbbRecordingState
  readonly published: boolean
  /** Milliseconds since the epoch; undefined: the server sends an empty element. */
  readonly startTime: number | undefined
  readonly endTime: number | undefined
  readonly participants: number | undefined
  /** Bytes; undefined: the server does not say. */
  readonly rawSize: number | undefined
  /** Keys in the case in which they came. */
  readonly metadata: Readonly<Record<string, string>>
  /** In the `playback` block. */
  readonly formats: readonly SimulatedBbbFormat[]
  /** In the `data` block, which most recordings do not have. */
  readonly dataFormats: readonly SimulatedBbbFormat[]
  readonly breakout:
    | { readonly parentId: string; readonly sequence: number; readonly freeJoin: boolean }
    | undefined
  readonly breakoutRooms: readonly string[]
  /** Only Scalelite knows this: whether a player asks who is watching. */
  readonly protected: boolean
  /** The metadata file is damaged: the list names the recording and nothing else. */
  readonly broken: boolean
}

/** A recording in the store: what never changes, and what the API can change. */
export interface StoredRecording
  extends Omit<SimulatedBbbRecording, 'state' | 'published' | 'metadata' | 'protected'> {
  readonly metadata: Map<string, string>
  state: BbbRecordingState
  protected: boolean
  /** Until then the state is `processing`, whatever it becomes afterwards. */
  readyAt: number
}

export function stateAt(recording: StoredRecording, now: number): BbbRecordingState {
  return now < recording.readyAt ? 'processing' : recording.state
}

export function snapshotOfRecording(recording: StoredRecording, now: number): SimulatedBbbRecording {
  const { readyAt: _, ...kept } = recording
  const state = stateAt(recording, now)
  return {
    ...kept,
    state,
    published: state === 'published',
    metadata: Object.fromEntries(recording.metadata),
  }
}
