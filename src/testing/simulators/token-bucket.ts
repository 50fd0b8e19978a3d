import type { Clock } from '../../ports/clock.js'

interface Rates {
  readonly perSecond: number
  readonly burst: number
}

/** One rate quota: starts full, refills evenly by the clock, never above its burst. */
export class TokenBucket {
  readonly #rates: Rates
  readonly #clock: Clock
  #tokens = 0
  #filledAt = 0

  constructor(rates: Rates, clock: Clock) {
    this.#rates = rates
    this.#clock = clock
    this.refill()
  }

  /** As at the start. */
  refill(): void {
    this.#tokens = this.#rates.burst
    this.#filledAt = this.#clock.now()
  }

  /** Whether there is a token to take. */
  get ready(): boolean {
    const now = this.#clock.now()
    const earned = ((now - this.#filledAt) * this.#rates.perSecond) / 1000
    this.#tokens = Math.min(this.#rates.burst, this.#tokens + earned)
    this.#filledAt = now
    return this.#tokens >= 1
  }

  /** Takes a token; false when there is none. A refused call costs nothing. */
  take(): boolean {
    if (!this.ready) return false
    this.#tokens -= 1
    return true
  }
}
