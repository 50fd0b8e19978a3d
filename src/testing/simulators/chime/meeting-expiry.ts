import type { Clock } from '../../../ports/clock.js'
import { idleLimitMs } from './lifetime.js'
import type { Meeting } from './meeting.js'

/**
 * Ends meetings whose time is over. That happens when somebody looks, so that a simulator leaves no timer behind; only while
 * somebody listens to events does a timer look on its own.
 */
export class MeetingExpiry {
  readonly #clock: Clock
  readonly #live: ReadonlyMap<string, Meeting>
  /** No meeting ends before this. Whoever falls silent after a look still has the whole idle time. */
  #nextLook = 0
  #watchers = 0
  #cancelTimer: () => void = () => undefined

  constructor(clock: Clock, live: ReadonlyMap<string, Meeting>) {
    this.#clock = clock
    this.#live = live
  }

  /** Ends what is due, in the order of the ends and each at its own time. Cheap while nothing can be due. */
  settle(): void {
    const now = this.#clock.now()
    if (now < this.#nextLook) return
    const due = [...this.#live.values()]
      .map((meeting) => ({ meeting, at: meeting.endsAt }))
      .filter(({ at }) => at <= now)
      .sort((one, other) => one.at - other.at)
    for (const { meeting, at } of due) meeting.end(at)
    this.#nextLook = now + idleLimitMs
    for (const meeting of this.#live.values()) {
      this.#nextLook = Math.min(this.#nextLook, meeting.endsAt)
    }
  }

  /** Looks on its own from now on, until the returned function is called. */
  watch(): () => void {
    let watching = true
    this.#watchers += 1
    this.settle()
    this.arm()
    return () => {
      if (!watching) return
      watching = false
      this.#watchers -= 1
      this.arm()
    }
  }

  /** Sets the timer anew; to be called when a meeting has come into being. */
  arm(): void {
    this.#cancelTimer()
    if (this.#watchers <= 0 || this.#live.size === 0) return
    const wait = Math.max(0, this.#nextLook - this.#clock.now())
    this.#cancelTimer = this.#clock.after(wait, () => {
      this.settle()
      this.arm()
    })
  }

  /** Forgets when to look next, after all meetings are gone. */
  reset(): void {
    this.#nextLook = 0
    this.arm()
  }

  /** Stops looking on its own for good. */
  stop(): void {
    this.#watchers = Number.NEGATIVE_INFINITY
    this.#cancelTimer()
  }
}
