import type { Participant } from './participant.js'

const minuteMs = 60_000
/** How long the server keeps the entry of a user who is gone. */
const userTimeoutMs = 60_000

/** What `create` fixes for the life of a meeting. */
export interface MeetingSettings {
  readonly meetingID: string
  readonly name: string
  readonly attendeePW: string | undefined
  readonly moderatorPW: string | undefined
  readonly voiceBridge: string
  readonly dialNumber: string
  readonly durationMinutes: number
  readonly maxParticipants: number
  readonly record: boolean
  readonly guestPolicy: string
  readonly allowRequestsWithoutSession: boolean
  readonly noShowExpiryMinutes: number
  /** 0 = never. */
  readonly emptyExpiryMinutes: number
  readonly metadata: ReadonlyMap<string, string>
  readonly breakout: BreakoutSettings | undefined
  /** Every parameter of the `create` call except the checksum. */
  readonly params: ReadonlyMap<string, string>
}

export interface BreakoutSettings {
  readonly parentInternalID: string
  readonly sequence: number
  readonly freeJoin: boolean
}

export interface MeetingIdentity {
  readonly internalMeetingID: string
  readonly createTime: number
  /** The clock at `create`; `createTime` may be a little later, because it has to be unique. */
  readonly madeAt: number
}

/** A meeting in the server's memory. It has no timers: whoever looks says what time it is. */
export class Meeting {
  readonly settings: MeetingSettings
  readonly identity: MeetingIdentity
  #participants: Participant[] = []
  #endedAt: number | undefined
  #hasUserJoined = false

  constructor(settings: MeetingSettings, identity: MeetingIdentity) {
    this.settings = settings
    this.identity = identity
  }

  /** `end` was called; the meeting is about to disappear. */
  get ended(): boolean {
    return this.#endedAt !== undefined
  }

  get hasUserJoined(): boolean {
    return this.#hasUserJoined
  }

  /** Everybody whom `join` let in, whether the client was opened or not. */
  get participants(): readonly Participant[] {
    return this.#participants
  }

  get present(): readonly Participant[] {
    return this.#participants.filter(({ presence }) => presence === 'present')
  }

  /** Who is present, and who left less than the user time-out ago. */
  remembered(now: number): readonly Participant[] {
    return this.#participants.filter(
      ({ presence, leftAt }) =>
        presence === 'present' || (presence === 'left' && now < leftAt + userTimeoutMs),
    )
  }

  running(now: number): boolean {
    return this.remembered(now).length > 0
  }

  register(participant: Participant): void {
    this.#participants.push(participant)
  }

  enter(participant: Participant): void {
    participant.presence = 'present'
    this.#hasUserJoined = true
  }

  /** Takes out every connection of a user, by the ID that `join` gave or by the server's own. */
  leave(userID: string, now: number): void {
    for (const participant of this.present) {
      if (participant.userID !== userID && participant.internalUserID !== userID) continue
      participant.presence = 'left'
      participant.leftAt = now
    }
  }

  /** Ejects everybody; repeating it changes nothing. */
  end(now: number): void {
    this.#endedAt ??= now
    this.#participants = []
  }

  /** Whether the server has dropped the meeting by now. Fact sheet section 4, lifecycle numbers. */
  isGone(now: number, endDelayMs: number): boolean {
    const { durationMinutes, noShowExpiryMinutes, emptyExpiryMinutes } = this.settings
    const { madeAt } = this.identity
    if (this.#endedAt !== undefined) return now >= this.#endedAt + endDelayMs
    if (durationMinutes > 0 && now >= madeAt + durationMinutes * minuteMs) return true
    if (!this.#hasUserJoined) return noShowExpiryMinutes > 0 && now >= madeAt + noShowExpiryMinutes * minuteMs
    if (this.present.length > 0 || emptyExpiryMinutes <= 0) return false
    const lastLeftAt = Math.max(...this.#participants.map(({ leftAt }) => leftAt))
    return now >= lastLeftAt + userTimeoutMs + emptyExpiryMinutes * minuteMs
  }
}
