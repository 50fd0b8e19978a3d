import type { Deliveries, DeliveryClaim } from './deliveries.js'
import type { EventWorker } from './event-worker.js'
import type { ParkedEvents } from './parked-events.js'
import { errorOf, kindOf, type TellProblem } from './problems.js'

/** How many are handed over at a time. */
const AT_ONCE = 8

export interface RedeliveryParts {
  readonly parked: ParkedEvents
  /** Who of several processes hands which one over. */
  readonly claims: Deliveries
  readonly worker: EventWorker
  readonly tell: TellProblem
}

/** Hands over again what was parked. */
export class Redelivery {
  readonly #parts: RedeliveryParts
  #running: Promise<number> | undefined

  constructor(parts: RedeliveryParts) {
    this.#parts = parts
  }

  /** How many were handled. Whoever asks while it runs shares the answer. */
  run(): Promise<number> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #run(): Promise<number> {
    let handled = 0
    const ids = this.#parts.parked.ids()
    const worker = async (): Promise<void> => {
      for await (const id of ids) if (await this.#one(id)) handled += 1
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    return handled
  }

  async #one(id: string): Promise<boolean> {
    const { claims, tell } = this.#parts
    try {
      const claim = await claims.claim(id)
      if (typeof claim === 'string') return false
      try {
        return await this.#claimed(id)
      } finally {
        await this.#free(claim)
      }
    } catch (thrown) {
      const error = errorOf(thrown)
      tell({ kind: kindOf(error), error })
      return false
    }
  }

  async #claimed(id: string): Promise<boolean> {
    const { parked, worker } = this.#parts
    // Another process may have been faster since the list was read.
    const kept = await parked.get(id)
    if (kept === undefined || (await worker.again(kept)).length > 0) return false
    await parked.remove(id)
    return true
  }

  #free(claim: DeliveryClaim): Promise<void> {
    // It lapses by itself.
    return this.#parts.claims.forget(claim).catch(() => undefined)
  }
}
