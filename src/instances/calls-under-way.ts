import type { Clock } from '../ports/clock.js'

/** Longer than any call may take. A list that somebody stopped reading without leaving its loop counts no longer than this. */
const LONGEST_MS = 30 * 60_000

/** Calls that began between two moments at which something was put out of use. */
export interface CallGeneration {
  active: number
  /** What to do once these calls and all earlier ones are over. */
  readonly after: (() => void)[]
  closedAt: number
  next?: CallGeneration
}

/**
 * Knows when the calls of now are over, so that what they may hold on to can be closed then. Costs a call two additions, however
 * many run.
 */
export class CallsUnderWay {
  readonly #clock: Clock
  #oldest: CallGeneration = generation()
  #newest: CallGeneration = this.#oldest

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A call begins; `leave` takes what this answers. */
  enter(): CallGeneration {
    this.#newest.active += 1
    return this.#newest
  }

  leave(entered: CallGeneration): void {
    entered.active -= 1
    if (entered.active === 0 && entered !== this.#newest) this.#sweep()
  }

  /** Runs something once every call that runs now is over: at once where none does. */
  whenOver(run: () => void): void {
    this.#newest.after.push(run)
    this.#newest.closedAt = this.#clock.now()
    this.#newest.next = generation()
    this.#newest = this.#newest.next
    this.#sweep()
  }

  #sweep(): void {
    const now = this.#clock.now()
    for (let { next } = this.#oldest; next !== undefined; next = this.#oldest.next) {
      if (this.#oldest.active > 0 && now - this.#oldest.closedAt < LONGEST_MS) return
      this.#pass(next)
    }
  }

  #pass(next: CallGeneration): void {
    const { after } = this.#oldest
    this.#oldest = next
    for (const run of after) run()
  }
}

function generation(): CallGeneration {
  return { active: 0, after: [], closedAt: 0 }
}
