import type { Clock } from '../../../../ports/clock.js'

/** A longer wait is split: the machine's timers cannot wait for a month. */
const longestWaitMs = 86_400_000

/**
 * Looks on its own at the time when something is due of which somebody wants to hear. While nobody does there is no timer,
 * and things fall due when somebody looks.
 */
export class Watch {
  readonly #clock: Clock
  readonly #dueAt: () => number | undefined
  readonly #look: () => void
  #cancel: () => void = () => undefined
  #closed = false

  constructor(clock: Clock, dueAt: () => number | undefined, look: () => void) {
    this.#clock = clock
    this.#dueAt = dueAt
    this.#look = look
  }

  /** Sets the timer anew: to be called after everything that may change what is due. */
  arm(): void {
    this.#cancel()
    const dueAt = this.#closed ? undefined : this.#dueAt()
    if (dueAt === undefined) return
    const wait = Math.min(Math.max(0, dueAt - this.#clock.now()), longestWaitMs)
    this.#cancel = this.#clock.after(wait, () => {
      this.#look()
      this.arm()
    })
  }

  close(): void {
    this.#closed = true
    this.#cancel()
  }
}
