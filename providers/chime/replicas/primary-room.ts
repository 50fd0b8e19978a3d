import { BoundedMap } from '../../../src/memory/bounded-map.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ApiParts } from '../api-parts.js'
import { attendeePages } from '../seats/attendee-pages.js'
import { SharedWork } from '../shared-work.js'

/** How long a count of the seats that are taken is trusted. */
const TRUSTED_MS = 5_000
const MOST_MEETINGS = 1_000
/** Into so many parts is divided what is left, while nobody knows who else gives seats away. */
const FIRST_SHARE = 8
const MOST_SHARES = 16

interface Count {
  readonly at: number
  /** Seats that were taken then, by whomever. */
  readonly taken: number
  /** How many more may be given away here before the next count. */
  readonly allowance: number
  /** How many were. */
  given: number
  /** Those that are under way. */
  readonly pending: Set<Promise<unknown>>
}

/**
 * Keeps attendees out of the seats of a meeting that are reserved. Chime tells nobody how many are taken but by listing them,
 * and other processes give seats away at the same moment; so each gives away a part of what is left, looks, and
 * sees by the difference how large a part the others take. In the end the reserve is met within a few seats.
 */
export class PrimaryRoom {
  readonly #parts: ApiParts
  readonly #counts = new BoundedMap<string, Count>(MOST_MEETINGS)
  readonly #counting = new SharedWork<void>()

  constructor(parts: ApiParts) {
    this.#parts = parts
  }

  /** Does the work that takes a seat, or answers undefined where `seats` are taken already. */
  async take<T>(
    meetingId: string,
    seats: number,
    options: ProviderCallOptions,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    for (;;) {
      const count = this.#counts.get(meetingId)
      if (count !== undefined && this.#parts.clock.now() < count.at + TRUSTED_MS) {
        if (count.given < count.allowance) return this.#give(count, work)
        if (count.taken + count.given >= seats) return undefined
      }
      await this.#counting.run(meetingId, options, (shared) => this.#count(meetingId, seats, shared))
    }
  }

  /** Seats were given free: the next one who asks looks. */
  forget(meetingId: string): void {
    this.#counts.delete(meetingId)
  }

  async #give<T>(count: Count, work: () => Promise<T>): Promise<T> {
    count.given += 1
    const giving = work()
    count.pending.add(giving)
    try {
      return await giving
    } finally {
      count.pending.delete(giving)
    }
  }

  async #count(meetingId: string, seats: number, options: ProviderCallOptions): Promise<void> {
    const before = this.#counts.get(meetingId)
    // What is under way may or may not be seen, so it is waited for.
    if (before !== undefined) await Promise.allSettled(before.pending)
    let taken = 0
    for await (const page of attendeePages(this.#parts, meetingId, options)) taken += page.length
    // From when it is known: where the list itself waits for the rate limit, an age from before would make it stale at once.
    const at = this.#parts.clock.now()
    const left = Math.max(0, seats - taken)
    const allowance = Math.ceil(left / shareOf(before, taken))
    this.#counts.set(meetingId, { at, taken, allowance, given: 0, pending: new Set() })
  }
}

/**
 * The part of what is left that may be given away before the next count: all of it where nobody else gave seats away while
 * this process did, else one for each who seems to, and one for caution.
 */
function shareOf(before: Count | undefined, taken: number): number {
  if (before === undefined || before.given === 0) return FIRST_SHARE
  const byOthers = taken - before.taken - before.given
  if (byOthers > 0) return Math.min(MOST_SHARES, 2 + Math.ceil(byOthers / before.given))
  return before.given === before.allowance ? 1 : FIRST_SHARE
}
