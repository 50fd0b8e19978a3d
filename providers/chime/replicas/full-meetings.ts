import { BoundedMap } from '../../../src/memory/bounded-map.js'
import type { Clock } from '../../../src/ports/clock.js'

/** Seats may be given free, by another process too, so nobody takes a meeting for full for long. */
const TRUSTED_MS = 10_000
const MOST = 1_000

/** Chime meetings that refused somebody for want of a seat a moment ago, and replicas that Chime refused to make, by their keys. */
export class FullMeetings {
  readonly #clock: Clock
  readonly #until = new BoundedMap<string, number>(MOST)

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(meetingId: string): void {
    this.#until.set(meetingId, this.#clock.now() + TRUSTED_MS)
  }

  has(meetingId: string): boolean {
    return (this.#until.get(meetingId) ?? 0) > this.#clock.now()
  }

  /** A seat was given free. */
  delete(meetingId: string): void {
    this.#until.delete(meetingId)
  }
}
