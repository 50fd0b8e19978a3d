import { createHash } from 'node:crypto'
import type { Clock } from '../../../ports/clock.js'
import { Meeting, type MeetingSettings } from './meeting.js'
import type { Participant } from './participant.js'

/** The meetings in a server's memory; whatever has expired by the clock is dropped before anybody looks. */
export class MeetingStore {
  readonly #clock: Clock
  readonly #endDelayMs: number
  readonly #onGone: (meeting: Meeting, at: number) => void
  #meetings: Meeting[] = []
  #created = 0
  #lastCreateTime = 0

  /** `onGone` hears of each meeting that has left the memory, with the time at which it ended. */
  constructor(clock: Clock, endDelayMs: number, onGone: (meeting: Meeting, at: number) => void) {
    this.#clock = clock
    this.#endDelayMs = endDelayMs
    this.#onGone = onGone
  }

  get created(): number {
    return this.#created
  }

  now(): number {
    return this.#clock.now()
  }

  all(): readonly Meeting[] {
    const now = this.now()
    const gone = this.#meetings.filter((meeting) => meeting.goneAt(this.#endDelayMs) <= now)
    if (gone.length > 0) this.#drop(gone)
    return this.#meetings
  }

  #drop(gone: readonly Meeting[]): void {
    const dropped = new Set(gone)
    this.#meetings = this.#meetings.filter((meeting) => !dropped.has(meeting))
    for (const meeting of gone) {
      this.#onGone(meeting, meeting.endedAt ?? Math.min(this.now(), meeting.goneAt(this.#endDelayMs)))
    }
  }

  /**
   * The server's look-up: the text is tried as the beginning of an internal ID first and as the caller's ID only
   * then, so a short all-hex ID can find a stranger's meeting. One that has not ended goes before one that has.
   */
  find(id: string | undefined): Meeting | undefined {
    if (id === undefined) return undefined
    const byPrefix = this.all().filter(({ identity }) => identity.internalMeetingID.startsWith(id))
    const found =
      byPrefix.length > 0 ? byPrefix : this.all().filter(({ settings }) => settings.meetingID === id)
    return found.find((meeting) => !meeting.ended) ?? found.at(-1)
  }

  /** The meeting that a `create` with this ID would meet again: exact on the ID, and never an ended one. */
  findLive(meetingID: string): Meeting | undefined {
    return this.all().find((meeting) => meeting.settings.meetingID === meetingID && !meeting.ended)
  }

  findByVoiceBridge(voiceBridge: string): Meeting | undefined {
    return this.all().find((meeting) => meeting.settings.voiceBridge === voiceBridge && !meeting.ended)
  }

  findBySession(sessionToken: string): { meeting: Meeting; participant: Participant } | undefined {
    for (const meeting of this.all()) {
      const participant = meeting.participants.find((other) => other.sessionToken === sessionToken)
      if (participant !== undefined) return { meeting, participant }
    }
    return undefined
  }

  add(settings: MeetingSettings): Meeting {
    const madeAt = this.now()
    const createTime = Math.max(madeAt, this.#lastCreateTime + 1)
    const hash = createHash('sha1').update(settings.meetingID).digest('hex')
    const meeting = new Meeting(settings, { internalMeetingID: `${hash}-${createTime}`, createTime, madeAt })
    this.#lastCreateTime = createTime
    this.#created += 1
    this.#meetings.push(meeting)
    return meeting
  }

  forget(meetingID: string): void {
    this.#drop(this.all().filter(({ settings }) => settings.meetingID === meetingID))
  }

  /** The breakout rooms of every meeting that has some, by the internal ID of the parent. */
  breakoutRooms(): ReadonlyMap<string, readonly Meeting[]> {
    const rooms = new Map<string, Meeting[]>()
    for (const room of this.all()) {
      const parent = room.settings.breakout?.parentInternalID
      if (parent !== undefined) rooms.set(parent, [...(rooms.get(parent) ?? []), room])
    }
    return rooms
  }

  /** Create times go on rising, so that a meeting made afterwards is never taken for an older one. */
  reset(): void {
    this.#meetings = []
    this.#created = 0
  }

  /** Five digits that no live meeting has. */
  freeVoiceBridge(): string {
    for (let number = 70_000 + this.#created; ; number += 1) {
      const voiceBridge = String(number % 100_000).padStart(5, '0')
      if (this.findByVoiceBridge(voiceBridge) === undefined) return voiceBridge
    }
  }
}
