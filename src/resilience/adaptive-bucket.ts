import type { Clock } from '../ports/clock.js'
import { type RateLimit, TokenBucket } from './token-bucket.js'

/** The first pause where the vendor names no time; each further one in a row is twice as long, up to 1.6 s. */
const PAUSE_MS = 100
const MOST_DOUBLINGS = 4
/** A vendor that asks for more is looked at again after this time. */
const LONGEST_PAUSE_MS = 60_000
/** What a throttled call leaves of the rate, what one that passes adds to it, and what always stays, as shares of the full rate. */
const SLOWER = 0.5
const FASTER = 0.1
const SLOWEST = 0.1

/**
 * A token bucket that believes the vendor: the quota that the vendor counts is shared with processes of which nobody here
 * knows. A throttled call empties and pauses the bucket and halves the rate; every call that passes gives a tenth of
 * the full rate back. Processes that share a quota thereby use it up, and none is left out for long.
 */
export class AdaptiveBucket extends TokenBucket {
  readonly #random: () => number
  #epoch = 0
  #share = 1
  #inARow = 0

  /** `random` answers from 0 to below 1. */
  constructor(limit: RateLimit | 'unlimited', clock: Clock, random: () => number = Math.random) {
    super(limit, clock)
    this.#random = random
  }

  /** To be noted when a call is sent, and handed back with what became of it: what is older than the last throttling is no news. */
  get epoch(): number {
    return this.#epoch
  }

  /** The vendor refused a call because of its rate, and may have said for how long. */
  throttled(epoch: number, retryAfterMs?: number): void {
    const news = epoch === this.#epoch
    if (news) {
      this.#epoch += 1
      this.#share = Math.max(SLOWEST, this.#share * SLOWER)
      this.slowTo(this.#share)
    }
    if (retryAfterMs !== undefined)
      this.pause(Math.min(retryAfterMs, LONGEST_PAUSE_MS) + this.#spread(PAUSE_MS))
    else if (news) this.pause(this.#spread(PAUSE_MS * 2 ** Math.min(this.#inARow, MOST_DOUBLINGS)))
    if (news) this.#inARow += 1
  }

  /** The vendor let a call through, whatever came of it. */
  passed(epoch: number): void {
    if (epoch !== this.#epoch) return
    this.#inARow = 0
    if (this.#share === 1) return
    this.#share = Math.min(1, this.#share + FASTER)
    this.slowTo(this.#share)
  }

  /** Half of it to all of it, so that processes which were refused together do not come back together. */
  #spread(ms: number): number {
    return ms * (0.5 + this.#random() / 2)
  }
}
