import type { Connection } from './connection.js'
import type { FrameContent } from './frame.js'
import type { SignallingParts } from './signalling-parts.js'
import { audioStatus } from './status.js'

interface Seat {
  readonly connection: Connection
  /** Has sent JOIN, so that frames may go to it. */
  joined: boolean
  /** Has sent its first SUBSCRIBE. */
  subscribed: boolean
  /** Took over from a connection that was lost. */
  readonly returned: boolean
  /** Set while the socket is gone: calls the end of the grace time off. */
  stopWaiting: (() => void) | undefined
}

/** Whose client is connected: one connection for each attendee, and for each content share. */
export class Seats {
  readonly #parts: SignallingParts
  readonly #dropped: (connection: Connection) => void
  readonly #seats = new Map<string, Seat>()

  /** `dropped` is called for who has not come back within the grace time. */
  constructor(parts: SignallingParts, dropped: (connection: Connection) => void) {
    this.#parts = parts
    this.#dropped = dropped
  }

  get connections(): readonly Connection[] {
    return [...this.#seats.values()].map(({ connection }) => connection)
  }

  get inMeeting(): readonly Connection[] {
    return [...this.#seats.values()].filter(({ joined }) => joined).map(({ connection }) => connection)
  }

  /** Those of one person: the own one and that of the content share. */
  of(attendeeId: string): readonly Connection[] {
    return this.connections.filter(({ attendee }) => attendee.attendeeId === attendeeId)
  }

  /** Sends to everybody who has joined. */
  broadcast(frame: FrameContent, except?: string): void {
    for (const connection of this.inMeeting) if (connection.attendeeId !== except) connection.send(frame)
  }

  /** Whether this is the attendee's connection now. */
  holds(connection: Connection): boolean {
    return this.#seatOf(connection) !== undefined
  }

  take(connection: Connection): void {
    const before = this.#seats.get(connection.attendeeId)
    if (before !== undefined) {
      if (before.stopWaiting === undefined) before.connection.dismiss(audioStatus.joinedFromAnotherDevice)
      else before.stopWaiting()
      this.#parts.media.close(before.connection.connectionId)
    }
    this.#seats.set(connection.attendeeId, {
      connection,
      joined: false,
      subscribed: false,
      returned: before?.stopWaiting !== undefined,
      stopWaiting: undefined,
    })
  }

  joined(connection: Connection): void {
    const seat = this.#seatOf(connection)
    if (seat !== undefined) seat.joined = true
  }

  /** Whether this is the connection's first SUBSCRIBE, with which its audio begins. */
  beginsAudio(connection: Connection): boolean {
    const seat = this.#seatOf(connection)
    if (seat === undefined || seat.subscribed) return false
    seat.subscribed = true
    return true
  }

  returned(connection: Connection): boolean {
    return this.#seatOf(connection)?.returned ?? false
  }

  lose(connection: Connection): void {
    const seat = this.#seatOf(connection)
    if (seat === undefined || seat.stopWaiting !== undefined) return
    seat.stopWaiting = this.#parts.clock.after(this.#parts.graceMs, () => this.#dropped(connection))
  }

  /** Returns whether there was a seat to give up. */
  leave(connection: Connection): boolean {
    const seat = this.#seatOf(connection)
    if (seat === undefined) return false
    seat.stopWaiting?.()
    return this.#seats.delete(connection.attendeeId)
  }

  #seatOf(connection: Connection): Seat | undefined {
    const seat = this.#seats.get(connection.attendeeId)
    return seat?.connection === connection ? seat : undefined
  }
}
