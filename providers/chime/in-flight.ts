import type { Clock } from '../../src/ports/clock.js'

/** Counts the work that goes on, so that closing can wait for it. */
export class InFlight {
  #count = 0
  #onIdle: (() => void) | undefined

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1
    try {
      return await work()
    } finally {
      this.#count -= 1
      if (this.#count === 0) this.#onIdle?.()
    }
  }

  /** Resolves when nothing goes on any more, or after `limitMs` by the clock. */
  idle(clock: Clock, limitMs: number): Promise<void> {
    if (this.#count === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = clock.after(limitMs, resolve)
      this.#onIdle = () => {
        cancel()
        resolve()
      }
    })
  }
}
