import type { Clock } from '../../../../ports/clock.js'

/** How a waiting receiver looks for messages. */
export interface Poll<Found> {
  readonly take: () => readonly Found[]
  /** When something that is there now can be taken; infinite for never. */
  readonly nextAt: () => number
}

/** Receivers that wait for messages, first come, first served. */
export class LongPolls {
  readonly #clock: Clock
  readonly #waiting = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#waiting.size
  }

  /** Something may be there now. */
  wake(): void {
    for (const look of [...this.#waiting]) look()
  }

  /** Resolves to what was found, or to nothing at `until`, or when the receiver has gone. */
  wait<Found>(poll: Poll<Found>, until: number, gone: AbortSignal): Promise<readonly Found[]> {
    return new Promise((resolve) => {
      let cancel = (): void => {}
      const end = (found: readonly Found[]): void => {
        cancel()
        this.#waiting.delete(look)
        gone.removeEventListener('abort', leave)
        resolve(found)
      }
      const leave = (): void => end([])
      const look = (): void => {
        cancel()
        const found = gone.aborted ? [] : poll.take()
        const now = this.#clock.now()
        if (found.length > 0 || gone.aborted || now >= until) end(found)
        else cancel = this.#clock.after(Math.min(until, poll.nextAt()) - now, look)
      }
      this.#waiting.add(look)
      gone.addEventListener('abort', leave)
      look()
    })
  }
}
