import { randomUUID } from 'node:crypto'
import { legacyMeetingArn } from './arn.js'
import type { EventLog } from './events/event-log.js'
import type { SimulatedChimePipelineEventType } from './events/event-type.js'
import type { MeetingStore } from './meeting-store.js'
import { connect, remove } from './presence.js'

/** An event of a media pipeline, as the simulator of that service reports it. */
export interface SimulatedChimePipelineEvent {
  /** `chime:MediaPipelineInProgress` and its like. */
  readonly eventType: string
  readonly meetingId: string
  readonly mediaPipelineId: string
}

/** What the media pipelines service does in meetings and needs to know of them. */
export class PipelineHook {
  readonly #meetings: MeetingStore
  readonly #events: EventLog

  constructor(meetings: MeetingStore, events: EventLog) {
    this.#meetings = meetings
    this.#events = events
  }

  addBot(meetingId: string): { readonly attendeeId: string } {
    const meeting = this.#meetings.get(meetingId)
    if (meeting === undefined) throw new Error(`Meeting ${meetingId} has ended or never was`)
    if (meeting.freeSeats <= 0) throw new Error(`Meeting ${meetingId} has no free seat`)
    const bot = meeting.add(`aws:MediaPipeline-${randomUUID()}`, undefined, true)
    connect(meeting, bot)
    return { attendeeId: bot.attendeeId }
  }

  removeBot(meetingId: string, attendeeId: string): void {
    const meeting = this.#meetings.get(meetingId)
    const bot = meeting?.attendees.get(attendeeId)
    if (meeting !== undefined && bot?.bot === true) remove(meeting, bot)
  }

  emit({ eventType, meetingId, mediaPipelineId }: SimulatedChimePipelineEvent): void {
    const meeting = this.#meetings.known(meetingId)
    if (meeting === undefined) throw new Error(`Meeting ${meetingId} never was`)
    if (!isPipelineEvent(eventType)) throw new Error(`${eventType} is no event of a media pipeline`)
    meeting.report(eventType, { mediaPipelineId })
  }

  onMeetingEnded(listener: (meetingId: string) => void): () => void {
    return this.#events.on(({ detail }) => {
      if (detail.eventType === 'chime:MeetingEnded') listener(detail.meetingId)
    })
  }

  meetingByArn(arn: string): SimulatedChimeMeetingSource | undefined {
    const meeting = this.#meetings.byArn(arn) ?? this.#meetings.byArn(arn, legacyMeetingArn)
    if (meeting === undefined) return undefined
    const { externalMeetingId, mediaRegion } = meeting.input
    return { meetingId: meeting.meetingId, externalMeetingId, mediaRegion }
  }
}

/** What a media pipeline needs to know of the meeting that it takes its media from. */
export interface SimulatedChimeMeetingSource {
  readonly meetingId: string
  readonly externalMeetingId: string
  readonly mediaRegion: string
}

function isPipelineEvent(eventType: string): eventType is SimulatedChimePipelineEventType {
  return eventType.startsWith('chime:MediaPipeline')
}
