import { randomUUID } from 'node:crypto'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type {
  ProviderRecording,
  ProviderRecordingPage,
  ProviderRecordingQuery,
} from '../../src/spec/provider-recordings.js'
import type { RecordingState } from '../../src/spec/recording.js'
import type {
  RecordingCaptions,
  RecordingCaptionsKey,
  RecordingCaptionsUpload,
} from '../../src/spec/recording-captions.js'
import type { FakeMeeting } from './fake-meeting.js'

type Kept = ProviderRecording & { readonly session: string; readonly captions: RecordingCaptions[] }

/** Told of what becomes of a recording. */
export type RecordingListener = (
  type: `recording.${'ready' | 'published' | 'unpublished' | 'deleted' | 'failed'}`,
  recording: Pick<FakeMeeting, 'key' | 'session'> & { readonly id: string },
) => void

/** The recordings at a fake vendor. They outlive their meetings. */
export class FakeRecordings {
  readonly #kept = new Map<string, Kept>()
  readonly #tell: RecordingListener

  constructor(tell: RecordingListener) {
    this.#tell = tell
  }

  /** All of them, oldest first. */
  get all(): readonly ProviderRecording[] {
    return [...this.#kept.values()]
  }

  /** A recording of a live meeting comes to be, as if it had been processed; returns its id. */
  add(meeting: FakeMeeting, state: RecordingState = 'published'): string {
    const id = randomUUID()
    const { key, session } = meeting
    const { name, metadata = {} } = meeting.request
    this.#kept.set(id, {
      id,
      key,
      session,
      ...(name !== undefined && { name }),
      state,
      startedAt: new Date(meeting.startedAt ?? meeting.createdAt),
      playback: [{ format: 'video', url: `https://fake.invalid/recordings/${id}`, durationMinutes: 1 }],
      metadata: { ...metadata },
      captions: [],
    })
    if (state === 'published') this.#tell('recording.ready', { id, key, session })
    return id
  }

  /** Offset paging, as BigBlueButton has it. */
  page({ keys, states, metadata, limit, cursor = '0' }: ProviderRecordingQuery): ProviderRecordingPage {
    const labels = Object.entries(metadata)
    const found = [...this.#kept.values()].filter(
      (recording) =>
        (keys?.includes(recording.key) ?? true) &&
        states.includes(recording.state) &&
        labels.every(([label, value]) => recording.metadata[label] === value),
    )
    const end = Number(cursor) + limit
    const recordings = found.slice(Number(cursor), end).map(withoutCaptions)
    return { recordings, ...(end < found.length && { nextCursor: String(end) }) }
  }

  get(id: string): ProviderRecording {
    return withoutCaptions(this.#existing(id))
  }

  setState(id: string, state: RecordingState): void {
    const before = this.#existing(id)
    this.#kept.set(id, { ...before, state })
    if (state === before.state || state === 'processing') return
    const isReady = state === 'published' && before.state === 'processing'
    this.#tell(`recording.${isReady ? 'ready' : state}`, before)
  }

  delete(id: string): void {
    const gone = this.#existing(id)
    this.#kept.delete(id)
    this.#tell('recording.deleted', gone)
  }

  label(id: string, changes: Readonly<Record<string, string>>): void {
    const kept = this.#existing(id)
    const labels = Object.entries({ ...kept.metadata, ...changes }).filter(([, value]) => value !== '')
    this.#kept.set(id, { ...kept, metadata: Object.fromEntries(labels) })
  }

  captions(id: string): readonly RecordingCaptions[] {
    return this.#existing(id).captions.map((track) => ({ ...track }))
  }

  putCaptions(id: string, { kind, language, label }: RecordingCaptionsUpload): void {
    this.dropCaptions(id, { kind, language })
    this.#existing(id).captions.push({ kind, language, label, source: 'upload' })
  }

  dropCaptions(id: string, { kind, language }: RecordingCaptionsKey): void {
    const { captions } = this.#existing(id)
    const index = captions.findIndex((track) => track.kind === kind && track.language === language)
    if (index !== -1) captions.splice(index, 1)
  }

  #existing(id: string): Kept {
    const kept = this.#kept.get(id)
    if (kept === undefined)
      throw new MeetingError({ code: 'not-found', message: `the fake vendor has no recording "${id}"` })
    return kept
  }
}

function withoutCaptions({ captions: _captions, ...recording }: Kept): ProviderRecording {
  return recording
}
