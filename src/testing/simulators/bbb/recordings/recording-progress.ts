import type { BbbEventName } from '../events/bbb-event.js'
import type { SimulatedBbbFormat, StoredRecording } from './recording.js'

/** Who hears of a recording in the making. */
export interface RecordingListener {
  recording(event: BbbEventName, recording: StoredRecording, format?: SimulatedBbbFormat): void
  recordingReady(url: string, recording: StoredRecording): void
}

interface InTheMaking {
  readonly recording: StoredRecording
  readonly readyUrl: string | undefined
}

/**
 * The recordings that are being processed. What is done to a recording as a whole, and the beginning of each format, is
 * told when the meeting is gone; that a format is done when the whole is.
 */
export class RecordingProgress {
  readonly #listener: RecordingListener
  #making: InTheMaking[] = []

  constructor(listener: RecordingListener) {
    this.#listener = listener
  }

  begin(recording: StoredRecording, readyUrl: string | undefined): void {
    for (const step of ['archive', 'sanity']) {
      this.#listener.recording(`rap-${step}-started`, recording)
      this.#listener.recording(`rap-${step}-ended`, recording)
    }
    for (const format of recording.formats) {
      this.#listener.recording('rap-process-started', recording, format)
    }
    this.#making.push({ recording, readyUrl })
  }

  settle(now: number): void {
    const done = this.#making.filter(({ recording }) => recording.readyAt <= now)
    if (done.length === 0) return
    this.#making = this.#making.filter(({ recording }) => recording.readyAt > now)
    for (const { recording, readyUrl } of done) this.#finish(recording, readyUrl)
  }

  /** When the next one is done of which somebody wants to hear: everybody, or only whom a `create` named. */
  dueAt(everybody: boolean): number {
    return this.#making
      .filter(({ readyUrl }) => everybody || readyUrl !== undefined)
      .reduce((earliest, { recording }) => Math.min(earliest, recording.readyAt), Number.POSITIVE_INFINITY)
  }

  reset(): void {
    this.#making = []
  }

  #finish(recording: StoredRecording, readyUrl: string | undefined): void {
    for (const format of recording.formats) {
      for (const event of ['rap-process-ended', 'rap-publish-started', 'rap-publish-ended']) {
        this.#listener.recording(event, recording, format)
      }
      if (readyUrl !== undefined) this.#listener.recordingReady(readyUrl, recording)
    }
  }
}
