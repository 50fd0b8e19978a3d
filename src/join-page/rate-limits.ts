import { BoundedMap } from '../memory/bounded-map.js'
import type { Clock } from '../ports/clock.js'
import { type RateLimit, TokenBucket } from '../resilience/token-bucket.js'

/** Whoever has made room begins anew: so many at once that nobody gains by it. */
const MAX_BUCKETS = 50_000

/** One rate limit for each key. Keys are what was signed here, so that nobody makes up any number of them. */
export class RateLimits {
  readonly #limit: RateLimit
  readonly #clock: Clock
  readonly #buckets = new BoundedMap<string, TokenBucket>(MAX_BUCKETS)

  constructor(limit: RateLimit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  /** Milliseconds until the next try is taken; 0: this one was. */
  take(key: string): number {
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      bucket = new TokenBucket(this.#limit, this.#clock)
      this.#buckets.set(key, bucket)
    }
    return bucket.take() ? 0 : Math.max(1, bucket.waitMs())
  }
}
