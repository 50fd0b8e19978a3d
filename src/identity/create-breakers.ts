import type CircuitBreaker from 'opossum'
import { MeetingError } from '../errors/meeting-error.js'

/** After so many creates within the window, half of them failed, an instance is spared for a while. */
const VOLUME = 4
const FAILED_PERCENT = 50
const WINDOW_MS = 60_000
const SPARED_MS = 30_000

type Work = () => Promise<unknown>

/**
 * Spares an instance that has something to fall back to and keeps failing: for half a minute its creates go on at once, and
 * then one is tried. Each process counts for itself.
 */
export class CreateBreakers {
  readonly #breakers = new Map<string, CircuitBreaker<[Work]>>()
  #loading: Promise<typeof CircuitBreaker> | undefined

  /** Runs a create on an instance; fails with `unavailable`, effect `none`, without asking it while it is spared. */
  async run<T>(provider: string, work: () => Promise<T>): Promise<T> {
    const breaker = await this.#breaker(provider)
    try {
      return (await breaker.fire(work)) as T
    } catch (error) {
      if (!isSpared(error)) throw error
      throw new MeetingError({
        code: 'unavailable',
        message: `provider "${provider}" has failed too often just now and is spared for ${SPARED_MS / 1_000} seconds`,
        effect: 'none',
        vendorCode: 'circuit-open',
      })
    }
  }

  close(): void {
    for (const breaker of this.#breakers.values()) breaker.shutdown()
    this.#breakers.clear()
  }

  async #breaker(provider: string): Promise<CircuitBreaker<[Work]>> {
    this.#loading ??= import('opossum').then((module) => module.default)
    const Breaker = await this.#loading
    let breaker = this.#breakers.get(provider)
    if (breaker === undefined) {
      breaker = new Breaker((work: Work) => work(), {
        name: provider,
        timeout: false,
        volumeThreshold: VOLUME,
        errorThresholdPercentage: FAILED_PERCENT,
        rollingCountTimeout: WINDOW_MS,
        resetTimeout: SPARED_MS,
        // True: not a failure of the vendor.
        errorFilter: (error: unknown) => !isOfTheVendor(error),
      })
      this.#breakers.set(provider, breaker)
    }
    return breaker
  }
}

/** By the error, not by the state: while the one try after the pause runs, the breaker is not open and still refuses the others. */
function isSpared(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER'
}

function isOfTheVendor(error: unknown): boolean {
  return MeetingError.is(error) && ['unavailable', 'timeout', 'rate-limited', 'quota'].includes(error.code)
}
