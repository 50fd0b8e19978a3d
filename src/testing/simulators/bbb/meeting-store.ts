import { createHash } from 'node:crypto'
import type { Clock } from '../../../ports/clock.js'
import type { MeetingHappening } from './events/meeting-happening.js'
import { Meeting, type MeetingSettings } from './meeting.js'
import type { Participant } from './participant.js'

/** Hears what happens in meetings. */
export interface MeetingListener {
  happened(meeting: Meeting, happening: MeetingHappening): void
  /** A meeting has left the memory; `at` is when it ended. */
  gone(meeting: Meeting, at: number): void
}

/** The meetings in a server's memory; whatever has expired by the clock is dropped before anybody looks. */
export class MeetingStore {
  readonly #clock: Clock
  readonly #endDelayMs: number
  readonly #listener: MeetingListener
  #meetings: Meeting[] = []
  #created = 0
  #lastCreateTime = 0

  constructor(clock: Clock, endDelayMs: number, listener: MeetingListener) {
    this.#clock = clock
    this.#endDelayMs = endDelayMs
    this.#listener = listener
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
      this.#listener.gone(meeting, meeting.endedAt ?? Math.min(this.now(), meeting.goneAt(this.#endDelayMs)))
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

  /** The live meeting with exactly this ID, else the one that is disappearing. */
  current(meetingID: string): Meeting | undefined {
    const found = this.all().filter(({ settings }) => settings.meetingID === meetingID)
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
    const identity = { internalMeetingID: `${hash}-${createTime}`, createTime, madeAt }
    const meeting = new Meeting(settings, identity, (about, happening) =>
      this.#listener.happened(about, happening),
    )
    this.#lastCreateTime = createTime
    this.#created += 1
    this.#meetings.push(meeting)
    this.#listener.happened(meeting, { event: 'meeting-created' })
    return meeting
  }

  /** When the next meeting goes of which somebody wants to hear: of every one, or only of those whose `create` named somebody. */
  dueAt(everyMeeting: boolean): number {
    const times = this.#meetings
      .filter(({ callbacks }) => everyMeeting || callbacks !== undefined)
      .map((meeting) => meeting.goneAt(this.#endDelayMs))
    return times.reduce((earliest, time) => Math.min(earliest, time), Number.POSITIVE_INFINITY)
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
