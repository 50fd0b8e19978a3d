import type { Clock } from '../ports/clock.js'

/** `burst` calls at once, and from then on `perSecond` calls a second, evenly. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** Whether one more call fits a rate limit now. Starts full; refills by the clock, never above its burst. */
export class TokenBucket {
  readonly #limit: RateLimit | undefined
  readonly #clock: Clock
  #tokens: number
  #filledAt: number

  constructor(limit: RateLimit | 'unlimited', clock: Clock) {
    this.#limit = limit === 'unlimited' ? undefined : limit
    this.#clock = clock
    this.#tokens = this.#limit?.burst ?? 0
    this.#filledAt = clock.now()
  }

  /** Takes a token; false, and nothing taken, where there is none. */
  take(): boolean {
    if (this.#limit === undefined) return true
    this.#fill(this.#limit)
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** Milliseconds until there is a token if nobody takes one before, 0 if there is one. */
  waitMs(): number {
    if (this.#limit === undefined) return 0
    this.#fill(this.#limit)
    return Math.max(0, Math.ceil(((1 - this.#tokens) * 1_000) / this.#limit.perSecond))
  }

  /** Throws all tokens away: the other side, which counts for everybody, says that there are none. */
  drain(): void {
    this.#tokens = 0
    this.#filledAt = this.#clock.now()
  }

  #fill({ perSecond, burst }: RateLimit): void {
    const now = this.#clock.now()
    // The machine's clock may be set back; then counting starts anew instead of standing still until it has caught up.
    const elapsedMs = Math.max(0, now - this.#filledAt)
    this.#filledAt = now
    this.#tokens = Math.min(burst, this.#tokens + (elapsedMs * perSecond) / 1_000)
  }
}
