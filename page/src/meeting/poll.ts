import type { Timers } from '../base/timers.js'

/** Sooner than this after the last question nothing is asked, whoever wants to know. */
const SHORTEST_MS = 1_000
/** Where a question fails, or its answer names no pause. */
const FALLBACK_MS = 10_000

/** Asks again and again, with the pause that each answer names; sooner when somebody says that there is news. */
export class Poll {
  readonly #timers: Timers
  readonly #ask: () => Promise<number | undefined>
  #callOff: () => void = () => {}
  #askedAt = -Infinity
  #asking = false
  #again = false
  #stopped = false

  /** `ask` answers after how many milliseconds to ask again, or nothing to stop. */
  constructor(timers: Timers, ask: () => Promise<number | undefined>) {
    this.#timers = timers
    this.#ask = ask
  }

  /** There is news: asks as soon as is decent. */
  hurry(): void {
    if (this.#stopped) return
    if (this.#asking) this.#again = true
    else this.#wait(Math.max(0, this.#askedAt + SHORTEST_MS - this.#timers.now()))
  }

  stop(): void {
    this.#stopped = true
    this.#callOff()
  }

  #wait(ms: number): void {
    this.#callOff()
    this.#callOff = this.#timers.after(ms, () => void this.#run())
  }

  async #run(): Promise<void> {
    this.#asking = true
    this.#again = false
    this.#askedAt = this.#timers.now()
    let pause: number | undefined = FALLBACK_MS
    try {
      pause = await this.#ask()
    } catch {
      // Of an answer that was not as expected; the next one may be.
    }
    this.#asking = false
    if (this.#stopped) return
    if (pause === undefined) this.#stopped = true
    else this.#wait(this.#again ? SHORTEST_MS : lasting(pause))
  }
}

function lasting(pause: number): number {
  return Number.isFinite(pause) ? Math.max(SHORTEST_MS, pause) : FALLBACK_MS
}
