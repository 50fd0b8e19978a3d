import type { Clock } from '../../../ports/clock.js'
import type { ChimeRates } from './options.js'

/** One rate quota: starts full, refills evenly by the clock, never above its burst. */
export class TokenBucket {
  readonly #rates: ChimeRates
  readonly #clock: Clock
  #tokens: number
  #filledAt: number

  constructor(rates: ChimeRates, clock: Clock) {
    this.#rates = rates
    this.#clock = clock
    this.#tokens = rates.burst
    this.#filledAt = clock.now()
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
