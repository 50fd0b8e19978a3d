import type { Clock } from '../ports/clock.js'

/** `burst` calls at once, and from then on `perSecond` calls a second, evenly. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** What sums of fractions may be off by. */
const DUST = 1e-9

/**
 * Whether one more call fits a rate limit now. Starts full; refills by the clock, never above its burst. `'unlimited'` has
 * a token for everybody, unless it is paused.
 */
export class TokenBucket {
  readonly #limit: RateLimit | undefined
  readonly #clock: Clock
  #perSecond: number
  #tokens: number
  #seenAt: number
  /** Milliseconds since the start. All other times are on this scale. */
  #passedMs = 0
  /** Up to when tokens are counted; later than now while it is paused. */
  #filledAt = 0
  #pausedUntil = 0

  constructor(limit: RateLimit | 'unlimited', clock: Clock) {
    this.#limit = limit === 'unlimited' ? undefined : limit
    this.#clock = clock
    this.#perSecond = this.#limit?.perSecond ?? 0
    this.#tokens = this.#limit?.burst ?? 0
    this.#seenAt = clock.now()
  }

  /** Takes a token; false, and nothing taken, where there is none. */
  take(): boolean {
    this.#fill()
    if (this.#passedMs < this.#pausedUntil) return false
    if (this.#limit === undefined) return true
    if (this.#tokens < 1 - DUST) return false
    this.#tokens -= 1
    return true
  }

  /**
   * Milliseconds until there is a token for the one who comes after `ahead` others, 0 if there is one. At the earliest:
   * further tokens than the next are counted at the full rate.
   */
  waitMs(ahead = 0): number {
    this.#fill()
    const pausedMs = Math.max(0, this.#pausedUntil - this.#passedMs)
    const missing = ahead + 1 - this.#tokens
    if (this.#limit === undefined || missing < DUST) return pausedMs
    const next = Math.min(1, missing)
    const refillMs = (next * 1_000) / this.#perSecond + ((missing - next) * 1_000) / this.#limit.perSecond
    return Math.ceil(Math.max(pausedMs, this.#filledAt - this.#passedMs + refillMs) - DUST)
  }

  /** Throws all tokens away. The next one is there after `ms`, or later if it takes longer to come in. */
  pause(ms: number): void {
    this.#fill()
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#passedMs + Math.ceil(ms))
    if (this.#limit === undefined) return
    this.#tokens = 0
    this.#filledAt = Math.max(this.#passedMs, this.#pausedUntil - 1_000 / this.#perSecond)
  }

  /** Refills from now on at this share of the rate: above 0, at most 1. */
  slowTo(share: number): void {
    this.#fill()
    if (this.#limit !== undefined) this.#perSecond = this.#limit.perSecond * share
  }

  #fill(): void {
    const now = this.#clock.now()
    // The machine's clock may be set back; then counting goes on from there instead of standing still until it has caught up.
    this.#passedMs += Math.max(0, now - this.#seenAt)
    this.#seenAt = now
    if (this.#limit === undefined || this.#passedMs <= this.#filledAt) return
    const earned = ((this.#passedMs - this.#filledAt) * this.#perSecond) / 1_000
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + earned)
    this.#filledAt = this.#passedMs
  }
}
