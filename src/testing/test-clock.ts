import type { Clock } from '../ports/clock.js'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/**
 * A clock that stands still until it is moved. Timers run in the order of their due time, each with `now()` at its
 * own due time; promise callbacks get a turn between two timers, so that code which waits again is seen.
 */
export class TestClock implements Clock {
  #now: number
  #timers: Timer[] = []

  constructor(start: Date | number = new Date('2026-01-05T09:00:00Z')) {
    this.#now = Number(start)
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.ceil(Math.max(0, ms)), run }
    const next = this.#timers.findIndex((other) => other.at > timer.at)
    this.#timers.splice(next === -1 ? this.#timers.length : next, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** How many timers wait: zero after a call has ended means that the call left nothing behind. */
  get pending(): number {
    return this.#timers.length
  }

  /** Milliseconds until the next timer; undefined if none waits. */
  get nextInMs(): number | undefined {
    const next = this.#timers[0]
    return next === undefined ? undefined : Math.max(0, next.at - this.#now)
  }

  /**
   * Waits for a promise whose work mixes real input and output with waits on this clock: whenever a timer is due
   * within what is left of `budgetMs` (default 5,000), time moves on to it. Keep the budget below the time limits under test.
   */
  async settle<T>(promise: Promise<T>, budgetMs = 5_000): Promise<T> {
    let settled = false
    const mark = (): void => {
      settled = true
    }
    promise.then(mark, mark)
    for (let left = budgetMs; ; ) {
      await turn()
      if (settled) return promise
      const next = this.nextInMs
      if (next === undefined || next > left) continue
      left -= next
      await this.advance(next)
    }
  }

  /** Moves time by `ms` milliseconds, running on the way whatever falls due. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await turn()
      const next = this.#timers[0]
      if (next === undefined || next.at > end) break
      this.#timers.shift()
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    // Somebody else may have moved it further meanwhile; time never runs backwards.
    this.#now = Math.max(this.#now, end)
    await turn()
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
