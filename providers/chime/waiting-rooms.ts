import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { ChimeSessionAttendee } from './session.js'
import type { AttendeeInput } from './wire.js'

/** One join on its way to an attendee. */
export interface PendingJoin {
  readonly meetingId: string
  readonly person: AttendeeInput
  /** By the clock: when the caller's time is up. */
  readonly deadline: number
  readonly resolve: (attendee: ChimeSessionAttendee) => void
  readonly reject: (error: MeetingError) => void
  /** Where the join waits; undefined while its call is under way. */
  waitsIn: WaitingRoom | undefined
  left: boolean
  /** How often it was throttled. */
  throttled: number
  /** Whether it was repeated after a failure of another kind. */
  repeated: boolean
}

export interface WaitingRoom {
  readonly joins: Set<PendingJoin>
  /** Runs when the last one left before its turn. */
  readonly onEmpty: () => void
}

/** Who waits for which meeting, and whose turn it is: meetings are served in turn, their people in the order of asking. */
export class WaitingRooms {
  /** The first meeting is the next to be served. */
  readonly #rooms = new Map<string, WaitingRoom>()
  readonly #onEmpty: () => void

  /** `onEmpty` runs when the last one of all left before their turn. */
  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty
  }

  enter(join: PendingJoin): void {
    const room = this.#room(join.meetingId)
    room.joins.add(join)
    join.waitsIn = room
  }

  /** Takes in again who was served in vain, people of one meeting: before everybody else. */
  enterFirst(meetingId: string, joins: Iterable<PendingJoin>): void {
    const room = this.#room(meetingId)
    const [others, rest] = [[...room.joins], [...this.#rooms]]
    room.joins.clear()
    for (const join of joins) {
      room.joins.add(join)
      join.waitsIn = room
    }
    for (const join of others) room.joins.add(join)
    this.#rooms.clear()
    this.#rooms.set(meetingId, room)
    for (const [id, other] of rest) this.#rooms.set(id, other)
  }

  /** How many other meetings are served before somebody who enters now. */
  ahead(meetingId: string): number {
    if (!this.#rooms.has(meetingId)) return this.#rooms.size
    return [...this.#rooms.keys()].indexOf(meetingId)
  }

  /** The meeting to be served next, and how many wait for it. */
  next(): { readonly meetingId: string; readonly waiting: number } | undefined {
    for (const [meetingId, { joins }] of this.#rooms) return { meetingId, waiting: joins.size }
    return undefined
  }

  /**
   * Takes out those who go in one call, `limit` at most; after a batch the meeting goes to the end of the queue. No ExternalUserId
   * goes twice, because the errors of a batch have no other key: the second one waits for the next call.
   */
  take(meetingId: string, limit: number): readonly PendingJoin[] {
    const room = this.#rooms.get(meetingId)
    if (room === undefined) return []
    const group = new Map<string, PendingJoin>()
    for (const join of room.joins) {
      const { ExternalUserId } = join.person
      if (group.has(ExternalUserId)) continue
      group.set(ExternalUserId, join)
      room.joins.delete(join)
      join.waitsIn = undefined
      if (group.size === limit) break
    }
    // Whoever went alone because no batch was free does not cost the others of the meeting their turn at the next one.
    if (limit > 1 || room.joins.size === 0) this.#rooms.delete(meetingId)
    if (room.joins.size > 0) this.#rooms.set(meetingId, room)
    return [...group.values()]
  }

  /** Empties all rooms, and answers with everybody who was in one. */
  clear(): readonly PendingJoin[] {
    const waiting = [...this.#rooms.values()].flatMap(({ joins }) => [...joins])
    this.#rooms.clear()
    return waiting
  }

  #room(meetingId: string): WaitingRoom {
    let room = this.#rooms.get(meetingId)
    if (room === undefined) {
      room = { joins: new Set(), onEmpty: () => this.#close(meetingId) }
      this.#rooms.set(meetingId, room)
    }
    return room
  }

  #close(meetingId: string): void {
    this.#rooms.delete(meetingId)
    if (this.#rooms.size === 0) this.#onEmpty()
  }
}
