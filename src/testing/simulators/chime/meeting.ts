import type { Clock } from '../../../ports/clock.js'
import { defaultCapabilities, type SimulatedChimeCapabilities } from './capabilities.js'
import type { CreateMeetingInput } from './create-meeting-input.js'
import { newJoinToken, newServiceId } from './ids.js'

const idleLimitMs = 5 * 60_000
const ageLimitMs = 24 * 60 * 60_000
const seatLimit = 250

/** An attendee as the simulator keeps it. */
export interface Attendee {
  readonly attendeeId: string
  readonly externalUserId: string
  readonly joinToken: string
  /** Counts up within the meeting; pages of ListAttendees continue after one. */
  readonly sequence: number
  capabilities: SimulatedChimeCapabilities
  connected: boolean
}

/**
 * A meeting, with the two rules by which it ends itself. There are no timers: whether it has ended is computed from the
 * clock whenever somebody asks.
 */
export class Meeting {
  readonly meetingId: string = newServiceId()
  readonly input: CreateMeetingInput
  /** Set on a replica: it lives as long as its primary and does not time out on its own. */
  readonly primary: Meeting | undefined
  readonly createdAt: number
  readonly attendees: Map<string, Attendee> = new Map()
  readonly #clock: Clock
  #silentSince: number
  #sequence = 0
  #ended = false

  constructor(input: CreateMeetingInput, primary: Meeting | undefined, clock: Clock) {
    this.input = input
    this.primary = primary
    this.#clock = clock
    this.createdAt = clock.now()
    this.#silentSince = this.createdAt
  }

  get live(): boolean {
    const now = this.#clock.now()
    const tooOld = now >= this.createdAt + ageLimitMs
    const lapsed = this.primary === undefined ? this.#idle(now) : !this.primary.live
    if (tooOld || lapsed) this.end()
    return !this.#ended
  }

  end(): void {
    this.#ended = true
    this.attendees.clear()
  }

  /** How many more attendees can be created: those who left without being deleted still take a seat. */
  get freeSeats(): number {
    return (this.input.features?.Attendee?.MaxCount ?? seatLimit) - this.attendees.size
  }

  add(externalUserId: string, capabilities: SimulatedChimeCapabilities | undefined): Attendee {
    const attendeeId = newServiceId()
    this.#sequence += 1
    const attendee: Attendee = {
      attendeeId,
      externalUserId,
      joinToken: newJoinToken(attendeeId),
      sequence: this.#sequence,
      capabilities: capabilities ?? defaultCapabilities(this.input.features),
      connected: false,
    }
    this.attendees.set(attendeeId, attendee)
    return attendee
  }

  remove(attendee: Attendee): void {
    this.hangUp(attendee)
    this.attendees.delete(attendee.attendeeId)
  }

  hangUp(attendee: Attendee): void {
    if (!attendee.connected) return
    attendee.connected = false
    this.#silentSince = this.#clock.now()
  }

  #idle(now: number): boolean {
    if (now < this.#silentSince + idleLimitMs) return false
    for (const attendee of this.attendees.values()) if (attendee.connected) return false
    return true
  }
}
