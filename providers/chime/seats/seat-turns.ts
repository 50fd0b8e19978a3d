import { abandonable } from '../abandon.js'

/**
 * Lets those who want the same seat take turns within a process, so that two joins at the same moment make one attendee.
 * Whoever waited is handed what came out for the one before.
 */
export class SeatTurns<T> {
  /** The last of those who want a seat; never rejects. */
  readonly #last = new Map<string, Promise<T | undefined>>()

  /** Fails with `aborted`, effect `none`, as soon as the signal fires while others have their turn. */
  run(key: string, signal: AbortSignal, work: (before: T | undefined) => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const mine =
      before === undefined ? work(undefined) : abandonable(before, signal, 'none').then((done) => work(done))
    // Whoever gave up while waiting has not made the seat free for the next one.
    const last = mine.catch(async () => {
      await before
      return undefined
    })
    this.#last.set(key, last)
    void last.then(() => {
      if (this.#last.get(key) === last) this.#last.delete(key)
    })
    return mine
  }
}
