import type { Clock } from '../../src/ports/clock.js'
import type { PendingJoin, WaitingRoom } from './waiting-rooms.js'

/** Joins that failed in passing and wait to be tried again, each group for its own time. */
export class Backoffs {
  readonly #clock: Clock
  readonly #rooms = new Set<WaitingRoom>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Hands those back who are still there when the time is over; not at all when nobody is. */
  wait(
    joins: ReadonlySet<PendingJoin>,
    waitMs: number,
    over: (joins: ReadonlySet<PendingJoin>) => void,
  ): void {
    if (joins.size === 0) return
    const leave = (): void => {
      this.#rooms.delete(room)
      cancel()
    }
    const room: WaitingRoom = { joins: new Set(joins), onEmpty: leave }
    const cancel = this.#clock.after(waitMs, () => {
      leave()
      over(room.joins)
    })
    this.#rooms.add(room)
    for (const join of room.joins) join.waitsIn = room
  }

  /** Sends everybody away, and answers with who was there. */
  clear(): readonly PendingJoin[] {
    const waiting = [...this.#rooms].flatMap(({ joins }) => [...joins])
    for (const { onEmpty } of this.#rooms) onEmpty()
    return waiting
  }
}
