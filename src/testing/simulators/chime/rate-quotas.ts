import type { Clock } from '../../../ports/clock.js'
import { TokenBucket } from '../token-bucket.js'
import type { ChimeRates } from './options.js'
import type { ChimeCall } from './routes.js'

interface RateQuotasOptions {
  readonly clock: Clock
  /** Of each operation. */
  readonly rates: ChimeRates | 'unlimited'
  /** Of all operations together. */
  readonly accountRates: ChimeRates | 'unlimited'
}

/** The rate quotas of the account: one for each operation, one for all of them. */
export class RateQuotas {
  readonly #options: RateQuotasOptions
  readonly #buckets = new Map<ChimeCall | 'account', TokenBucket>()

  constructor(options: RateQuotasOptions) {
    this.#options = options
  }

  /** Counts a call; false when a quota is used up. A refused call costs nothing. */
  take(call: ChimeCall): boolean {
    const { rates, accountRates } = this.#options
    const buckets = [this.#bucket(call, rates), this.#bucket('account', accountRates)]
    if (buckets.some((bucket) => bucket?.ready === false)) return false
    for (const bucket of buckets) bucket?.take()
    return true
  }

  /** Fills every quota again. */
  reset(): void {
    this.#buckets.clear()
  }

  #bucket(name: ChimeCall | 'account', rates: ChimeRates | 'unlimited'): TokenBucket | undefined {
    if (rates === 'unlimited') return undefined
    let bucket = this.#buckets.get(name)
    if (bucket === undefined) {
      bucket = new TokenBucket(rates, this.#options.clock)
      this.#buckets.set(name, bucket)
    }
    return bucket
  }
}
