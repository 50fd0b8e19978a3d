import type { Clock } from '../../../ports/clock.js'
import type { ChimeMediaRates } from './options.js'

/** The one rate quota of all pipeline operations: starts full and refills evenly by the clock. */
export class CallQuota {
  readonly #rates: ChimeMediaRates
  readonly #clock: Clock
  #left = 0
  #countedAt = 0

  constructor(rates: ChimeMediaRates, clock: Clock) {
    this.#rates = rates
    this.#clock = clock
    this.refill()
  }

  refill(): void {
    this.#left = this.#rates.burst
    this.#countedAt = this.#clock.now()
  }

  /** Spends a call; false when none is left. A refused call costs nothing. */
  spend(): boolean {
    const now = this.#clock.now()
    const { perSecond, burst } = this.#rates
    this.#left = Math.min(burst, this.#left + ((now - this.#countedAt) * perSecond) / 1000)
    this.#countedAt = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
