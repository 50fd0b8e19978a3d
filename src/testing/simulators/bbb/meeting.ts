import { Activity } from './activity.js'
import type { SimulatedBbbDocument } from './documents/simulated-document.js'
import { type CallbackUrls, callbackUrls } from './events/callback-urls.js'
import type { MeetingHappening } from './events/meeting-happening.js'
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
  readonly autoStartRecording: boolean
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

/** A message in the public chat. */
export interface SimulatedBbbMessage {
  readonly userName: string
  readonly message: string
}

/** A meeting in the server's memory. It has no timers: whoever looks says what time it is. */
export class Meeting {
  readonly settings: MeetingSettings
  readonly identity: MeetingIdentity
  /** Slides, in the order in which they came. */
  documents: readonly SimulatedBbbDocument[] = []
  readonly messages: SimulatedBbbMessage[] = []
  /** Client configurations by the token that `setConfigXML` gave for them. */
  readonly configs: Map<string, string> = new Map()
  /** Whom to call when the meeting is over or its recording ready; undefined: nobody. */
  readonly callbacks: CallbackUrls | undefined
  readonly activity: Activity
  readonly #tell: (happening: MeetingHappening) => void
  #participants: Participant[] = []
  /** Who was there when it was ended. */
  #ejected: readonly Participant[] = []
  #endedAt: number | undefined
  #entries = 0
  #recording: 'never' | 'on' | 'off' = 'never'

  constructor(
    settings: MeetingSettings,
    identity: MeetingIdentity,
    tell: (meeting: Meeting, happening: MeetingHappening) => void,
  ) {
    this.settings = settings
    this.identity = identity
    this.callbacks = callbackUrls(settings.metadata, settings.params, settings.breakout !== undefined)
    this.#tell = (happening) => tell(this, happening)
    this.activity = new Activity(this.#tell)
  }

  /** `end` was called; the meeting is about to disappear. */
  get ended(): boolean {
    return this.#endedAt !== undefined
  }

  get hasUserJoined(): boolean {
    return this.#entries > 0
  }

  /** How many connections ever came in. */
  get entries(): number {
    return this.#entries
  }

  /** Whether there will be a recording: `record` allows one, and somebody or `autoStartRecording` started it. */
  get recorded(): boolean {
    return this.#recording !== 'never'
  }

  get endedAt(): number | undefined {
    return this.#endedAt
  }

  /** Everybody whom `join` let in, whether the client was opened or not. */
  get participants(): readonly Participant[] {
    return this.#participants
  }

  get present(): readonly Participant[] {
    return this.#participants.filter(({ presence }) => presence === 'present')
  }

  /** Everybody who is or was there, for the books: also after `end`, which empties the room. */
  get everyone(): readonly Participant[] {
    return this.ended ? this.#ejected : this.#participants
  }

  /** Who is still inside as far as the hooks know, which hear of the end only when the meeting has gone. */
  get inside(): readonly Participant[] {
    return this.everyone.filter(({ presence }) => presence === 'present')
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

  enter(participant: Participant, now: number): void {
    const isInside = participant.presence === 'present'
    participant.presence = 'present'
    this.#entries += 1
    if (!isInside) {
      participant.enteredAt = now
      this.#tell({ event: 'user-joined', participant })
      this.activity.entered(participant)
    }
    if (this.settings.autoStartRecording) this.startRecording()
  }

  /** A moderator presses the button; without `record` there is none to press. */
  startRecording(): void {
    if (!this.settings.record || this.#recording === 'on') return
    this.#recording = 'on'
    this.#tell({ event: 'meeting-recording-started' })
  }

  stopRecording(): void {
    if (this.#recording !== 'on') return
    this.#recording = 'off'
    this.#tell({ event: 'meeting-recording-stopped' })
  }

  /** Puts a message into the public chat: of somebody inside, or under a name of the caller's choice. */
  say(message: string, by: Participant | string): void {
    const userName = typeof by === 'string' ? by : by.fullName
    this.messages.push({ userName, message })
    this.#tell({
      event: 'chat-group-message-sent',
      ...(typeof by !== 'string' && { participant: by }),
      message: { text: message, ...(typeof by === 'string' && { userName }) },
    })
  }

  /** A moderator lets a guest in: at once if the guest waits in the client, else when the client is opened. */
  admit(userID: string, now: number): void {
    for (const participant of this.#participants) {
      if (participant.guestStatus !== 'WAIT' || !isUser(participant, userID)) continue
      participant.guestStatus = 'ALLOW'
      if (participant.presence === 'waiting') this.enter(participant, now)
    }
  }

  /** Somebody inside, by the ID that `join` gave or by the server's own: the connection that came first. */
  findPresent(userID: string): Participant | undefined {
    return this.present.find((participant) => isUser(participant, userID))
  }

  /** Takes out every connection of a user, by the ID that `join` gave or by the server's own. */
  leave(userID: string, now: number): void {
    for (const participant of this.present) {
      if (!isUser(participant, userID)) continue
      this.activity.leaving(participant)
      participant.presence = 'left'
      participant.leftAt = now
      this.#tell({ event: 'user-left', participant })
      this.activity.left(participant, this.present)
    }
  }

  /** Ejects everybody; repeating it changes nothing. */
  end(now: number): void {
    if (this.ended) return
    this.#endedAt = now
    this.#ejected = this.#participants
    this.#participants = []
  }

  /** When the server drops the meeting, if nothing more happens in it. Fact sheet section 4, lifecycle numbers. */
  goneAt(endDelayMs: number): number {
    const { durationMinutes } = this.settings
    if (this.#endedAt !== undefined) return this.#endedAt + endDelayMs
    const limit =
      durationMinutes > 0 ? this.identity.madeAt + durationMinutes * minuteMs : Number.POSITIVE_INFINITY
    return Math.min(limit, this.#emptyUntil())
  }

  #emptyUntil(): number {
    const { noShowExpiryMinutes, emptyExpiryMinutes } = this.settings
    const never = Number.POSITIVE_INFINITY
    if (!this.hasUserJoined) {
      return noShowExpiryMinutes > 0 ? this.identity.madeAt + noShowExpiryMinutes * minuteMs : never
    }
    if (emptyExpiryMinutes <= 0 || this.present.length > 0) return never
    const lastLeftAt = Math.max(...this.#participants.map(({ leftAt }) => leftAt))
    return lastLeftAt + userTimeoutMs + emptyExpiryMinutes * minuteMs
  }
}

function isUser(participant: Participant, userID: string): boolean {
  return participant.userID === userID || participant.internalUserID === userID
}
