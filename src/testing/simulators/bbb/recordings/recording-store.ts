import { type StoredRecording, stateAt } from './recording.js'

/** The recordings on a server's disk. */
export class RecordingStore {
  #recordings: Map<string, StoredRecording> = new Map()

  add(recording: StoredRecording): void {
    this.#recordings.set(recording.recordID, recording)
  }

  get size(): number {
    return this.#recordings.size
  }

  all(): readonly StoredRecording[] {
    return [...this.#recordings.values()]
  }

  /**
   * In the order in which the server lists them, which is none: every second one by time comes first, so that three
   * recordings are neither oldest first nor newest first. It stays the same while none is added, as pages need.
   */
  listed(): readonly StoredRecording[] {
    const byTime = this.all().toSorted((a, b) => (a.startTime ?? 0) - (b.startTime ?? 0))
    return [...byTime.filter((_, index) => index % 2 === 1), ...byTime.filter((_, index) => index % 2 === 0)]
  }

  /** What publish, delete and update find: published or unpublished, by the whole ID. */
  changeable(recordIDs: readonly string[], now: number): readonly StoredRecording[] {
    return recordIDs
      .map((recordID) => this.#recordings.get(recordID))
      .filter((found) => found !== undefined)
      .filter((found) => ['published', 'unpublished'].includes(stateAt(found, now)))
  }

  /** Ends every processing that is still going on. */
  finish(now: number): void {
    for (const recording of this.#recordings.values()) recording.readyAt = Math.min(recording.readyAt, now)
  }

  reset(): void {
    this.#recordings.clear()
  }
}
