import { MeetingError } from '../errors/meeting-error.js'
import { BoundedMap } from '../memory/bounded-map.js'
import type { Clock } from '../ports/clock.js'
import type { MeetingEvent } from '../spec/event.js'
import { aboutEvent, errorOf, type TellProblem } from './problems.js'

/** Somebody who takes events. */
export interface EventTaker {
  wants(event: MeetingEvent): boolean
  /** Settles when the event was handled, or was not. */
  take(event: MeetingEvent): void | Promise<void>
  /** It took too long: if it is not being handled yet, it will come again. */
  drop?(event: MeetingEvent): void
}

/** How far the takers came with one event: a promise fulfilled or still open; what failed is not in it. */
type Attempts = Map<EventTaker, Promise<void>>

/** Events that some taker could not handle, of which it is remembered which takers could. */
const MOST_UNFINISHED = 10_000
const handled = Promise.resolve()

/** Everybody to whom events are handed, all at once; none waits for another, and none is disturbed by what another throws. */
export class Listeners {
  readonly #clock: Clock
  readonly #limitMs: number
  readonly #tell: TellProblem
  readonly #takers = new Set<EventTaker>()
  readonly #unfinished = new BoundedMap<string, Attempts>(MOST_UNFINISHED)

  constructor(clock: Clock, limitMs: number, tell: TellProblem) {
    this.#clock = clock
    this.#limitMs = limitMs
    this.#tell = tell
  }

  /** How many events are remembered because a taker could not handle them. */
  get unfinished(): number {
    return this.#unfinished.size
  }

  /** The returned function takes it away again. */
  add(taker: EventTaker): () => void {
    this.#takers.add(taker)
    return () => {
      this.#takers.delete(taker)
    }
  }

  /**
   * Hands an event to all who want it and have not handled it yet, and answers what they failed with. One that is still busy with
   * it from before is waited for instead of being given it twice.
   */
  async hand(event: MeetingEvent): Promise<readonly Error[]> {
    const before = this.#unfinished.get(event.id)
    const attempts: Attempts = before ?? new Map()
    const failures: Error[] = []
    const open: Promise<void>[] = []
    for (const taker of this.#takers) {
      if (!taker.wants(event)) continue
      const running = attempts.get(taker) ?? begin(taker, event, attempts)
      if (running === handled) continue
      open.push(this.#limited(running, taker, event).catch((thrown) => void failures.push(errorOf(thrown))))
    }
    if (open.length > 0) await Promise.all(open)
    if (failures.length > 0) this.#unfinished.set(event.id, attempts)
    else if (before !== undefined) this.#unfinished.delete(event.id)
    for (const error of failures) this.#tell({ kind: 'listener', ...aboutEvent(event), error })
    return failures
  }

  /** All have handled an event, and it may come again all the same, because that could not be written down. */
  remember(event: MeetingEvent): void {
    this.#unfinished.set(event.id, new Map([...this.#takers].map((taker) => [taker, handled] as const)))
  }

  #limited(running: Promise<void>, taker: EventTaker, event: MeetingEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(this.#limitMs, () => {
        taker.drop?.(event)
        reject(tooSlow(this.#limitMs))
      })
      running.finally(cancel).then(resolve, reject)
    })
  }
}

function begin(taker: EventTaker, event: MeetingEvent, attempts: Attempts): Promise<void> {
  try {
    const taken = taker.take(event)
    if (taken === undefined) {
      attempts.set(taker, handled)
      return handled
    }
    // What fails, also after its time, is begun anew by the next delivery.
    const running = Promise.resolve(taken).catch((error: unknown) => {
      attempts.delete(taker)
      throw error
    })
    attempts.set(taker, running)
    return running
  } catch (error) {
    return Promise.reject(error)
  }
}

function tooSlow(limitMs: number): MeetingError {
  return new MeetingError({
    code: 'timeout',
    message: `a listener took longer than ${limitMs} ms`,
    effect: 'unknown',
  })
}
