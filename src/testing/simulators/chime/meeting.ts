import type { Clock } from '../../../ports/clock.js'
import { newServiceId } from '../service-id.js'
import type { Attendee } from './attendee.js'
import { defaultCapabilities, type SimulatedChimeCapabilities } from './capabilities.js'
import type { CreateMeetingInput } from './create-meeting-input.js'
import { deliveriesTo, type SimulatedChimeDelivery } from './events/delivery.js'
import type { SimulatedChimeEventFields } from './events/event-detail.js'
import type { EventLog } from './events/event-log.js'
import type { SimulatedChimeEventType } from './events/event-type.js'
import { newJoinToken } from './ids.js'
import { ageLimitMs, idleLimitMs } from './lifetime.js'
import type { SimulatedChimeTranscription } from './transcription/transcription.js'

const seatLimit = 250

/** What a meeting needs of the region it is in. */
export interface MeetingSurroundings {
  readonly clock: Clock
  readonly region: string
  readonly events: EventLog
  readonly botsKeepMeetings: boolean
  /** Called once for each meeting, after it has ended and before anybody hears of it. */
  readonly ended: (meeting: Meeting) => void
}

/** A meeting, with the rules by which it ends itself. It has no timers: `endsAt` is computed, and the store acts on it. */
export class Meeting {
  readonly meetingId: string = newServiceId()
  readonly input: CreateMeetingInput
  /** Set on a replica: it lives as long as its primary and does not time out on its own. */
  readonly primary: Meeting | undefined
  readonly replicas: Meeting[] = []
  readonly createdAt: number
  readonly attendees: Map<string, Attendee> = new Map()
  readonly tags: Map<string, string>
  readonly deliveries: readonly SimulatedChimeDelivery[]
  /** What is being transcribed now. */
  transcription: SimulatedChimeTranscription | undefined
  /** Staged by a test: why the next transcription fails. */
  transcriptionFailure: string | undefined
  readonly #around: MeetingSurroundings
  #silentSince: number
  #sequence = 0
  #ended = false

  constructor(input: CreateMeetingInput, primary: Meeting | undefined, around: MeetingSurroundings) {
    this.input = input
    this.primary = primary
    this.tags = new Map(Object.entries(input.tags))
    this.deliveries = deliveriesTo(input.notifications, around.region)
    this.#around = around
    this.createdAt = around.clock.now()
    this.#silentSince = this.createdAt
    primary?.replicas.push(this)
  }

  get live(): boolean {
    return !this.#ended
  }

  /** When the meeting ends if nobody does anything. A replica never does on its own. */
  get endsAt(): number {
    if (this.primary !== undefined) return Number.POSITIVE_INFINITY
    const oldest = this.createdAt + ageLimitMs
    for (const attendee of this.attendees.values()) if (this.#heard(attendee)) return oldest
    return Math.min(oldest, this.#silentSince + idleLimitMs)
  }

  /** Ends the meeting and its replicas, now or at the moment that is named. No effect on one that has ended. */
  end(at: number = this.#around.clock.now()): void {
    if (this.#ended) return
    const ending = [this, ...this.replicas.filter((replica) => replica.live)]
    for (const meeting of ending) {
      meeting.#ended = true
      meeting.attendees.clear()
      meeting.#around.ended(meeting)
    }
    for (const meeting of ending) meeting.report('chime:MeetingEnded', {}, at)
  }

  /** How many more attendees can be created: those who left without being deleted still take a seat. */
  get freeSeats(): number {
    return (this.input.features?.Attendee?.MaxCount ?? seatLimit) - this.attendees.size
  }

  add(externalUserId: string, capabilities?: SimulatedChimeCapabilities, bot = false): Attendee {
    const attendeeId = newServiceId()
    this.#sequence += 1
    const attendee: Attendee = {
      attendeeId,
      externalUserId,
      joinToken: newJoinToken(attendeeId),
      sequence: this.#sequence,
      bot,
      capabilities: capabilities ?? defaultCapabilities(this.input.features),
      connected: false,
      video: false,
      content: false,
    }
    this.attendees.set(attendeeId, attendee)
    this.reportOf('chime:AttendeeAdded', attendee)
    return attendee
  }

  /** Takes the audio connection from an attendee; the last one that is heard starts the idle time. */
  silence(attendee: Attendee): void {
    if (this.#heard(attendee)) this.#silentSince = this.#around.clock.now()
    attendee.connected = false
  }

  /** Emits an event of the meeting as a whole. */
  report(
    eventType: SimulatedChimeEventType,
    fields: SimulatedChimeEventFields = {},
    timestamp: number = this.#around.clock.now(),
  ): void {
    const { externalMeetingId, mediaRegion } = this.input
    const about = { meetingId: this.meetingId, externalMeetingId, ...fields, mediaRegion }
    this.#around.events.record({
      detailType: eventType.startsWith('chime:MediaPipeline')
        ? 'Chime Media Pipeline State Change'
        : 'Chime Meeting State Change',
      detail: { version: '0', eventType, timestamp, ...about },
      deliveries: this.deliveries,
    })
  }

  /** Emits an event of one attendee. */
  reportOf(
    eventType: SimulatedChimeEventType,
    { attendeeId, externalUserId }: Attendee,
    fields: SimulatedChimeEventFields = {},
  ): void {
    this.report(eventType, { attendeeId, externalUserId, ...fields })
  }

  #heard({ connected, bot }: Attendee): boolean {
    return connected && (!bot || this.#around.botsKeepMeetings)
  }
}
