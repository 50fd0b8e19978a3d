import type { Clock } from '../../../ports/clock.js'

/** One try, by its number from 1. Resolves to the milliseconds until the next; undefined: that was the last. Never rejects. */
export type DeliveryTry = (nth: number) => Promise<number | undefined>

/** What goes to one target. First tries go one after another, in order; repetitions go when their time has come. */
export interface DeliveryLine {
  last: Promise<void>
}

export function newLine(): DeliveryLine {
  return { last: Promise.resolve() }
}

/** Everything that is on its way from one simulator, with the waits between tries on the clock. */
export class Deliveries {
  readonly #clock: Clock
  readonly #waits = new Set<() => void>()
  #round = 0
  #under = 0
  #closed = false
  #idle: (() => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  carry(line: DeliveryLine, attempt: DeliveryTry): void {
    if (this.#closed) return
    this.#under += 1
    const round = this.#round
    line.last = line.last.then(() => this.#try(attempt, 1, round))
  }

  /** Resolves when nothing is under way or waits for another try. */
  idle(): Promise<void> {
    if (this.#under === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** Nothing new is carried, and nothing is tried again. */
  close(): void {
    this.#closed = true
    this.forget()
  }

  /** What waits or is under way is not tried again. */
  forget(): void {
    this.#round += 1
    for (const cancel of this.#waits) {
      cancel()
      this.#end()
    }
    this.#waits.clear()
  }

  async #try(attempt: DeliveryTry, nth: number, round: number): Promise<void> {
    const delay = round === this.#round ? await attempt(nth) : undefined
    if (delay === undefined || round !== this.#round) return this.#end()
    const cancel = this.#clock.after(delay, () => {
      this.#waits.delete(cancel)
      void this.#try(attempt, nth + 1, round)
    })
    this.#waits.add(cancel)
  }

  #end(): void {
    this.#under -= 1
    if (this.#under > 0) return
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }
}
