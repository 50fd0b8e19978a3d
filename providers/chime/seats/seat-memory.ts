import { BoundedMap } from '../../../src/memory/bounded-map.js'
import type { ApiParts } from '../api-parts.js'
import { FullMeetings } from '../replicas/full-meetings.js'
import { PrimaryRoom } from '../replicas/primary-room.js'
import type { ChimeSession, ChimeSessionMeeting } from '../session.js'
import { SharedWork } from '../shared-work.js'
import { AttendeeReader } from './attendee-reader.js'
import type { TakenSeat } from './seat-request.js'
import { SeatTurns } from './seat-turns.js'

const MOST_MEETINGS = 1_000

/** What one process remembers of seats, only to spare the store and the vendor: forgetting it is harmless. */
export class SeatMemory {
  readonly turns: SeatTurns<TakenSeat> = new SeatTurns()
  readonly promotions: SeatTurns<ChimeSession> = new SeatTurns()
  readonly reader: AttendeeReader
  readonly room: PrimaryRoom
  readonly full: FullMeetings
  /** Replicas by the key under which the store has them. */
  readonly replicas: BoundedMap<string, ChimeSessionMeeting> = new BoundedMap(MOST_MEETINGS)
  /** Replicas that are being made, by the same key. */
  readonly opening: SharedWork<ChimeSessionMeeting> = new SharedWork()
  /** Until when meetings that were looked at are taken for not empty, by MeetingId and by the rule that asked. */
  readonly occupied: BoundedMap<string, number> = new BoundedMap(MOST_MEETINGS)
  /** Meetings in which seats are being given free. */
  readonly freeing: SharedWork<number> = new SharedWork('unknown')

  constructor(parts: ApiParts) {
    this.reader = new AttendeeReader(parts)
    this.room = new PrimaryRoom(parts)
    this.full = new FullMeetings(parts.clock)
  }
}
