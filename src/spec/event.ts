import type { MeetingRef } from './meeting-ref.js'
import type { ParticipantRole } from './participant.js'
import type { RecordingRef } from './recording.js'

/** What every event says. */
interface EventBase {
  /**
   * The same for every delivery of one event, whatever way it comes, and for nothing else. An event is handed over at least
   * once: who must not do a thing twice remembers the id.
   */
  readonly id: string
  /** When it happened, by the vendor's clock. */
  readonly at: Date
  /** Name of the configured instance. */
  readonly provider: string
  readonly tenant?: string
  /** The session that it is about. Absent where the vendor names no meeting, and where it is none of those made here. */
  readonly ref?: MeetingRef
  /** The vendor's own name of it: `user-joined`, `chime:AttendeeJoined`. */
  readonly vendorType: string
  /** The vendor's own message less its secrets. */
  readonly providerData: Readonly<Record<string, unknown>>
}

/** Somebody whom an event is about: one connection of a person. */
export interface EventParticipant {
  /** Your own id, as given to `join`; the vendor's where the person came in without one. */
  readonly id: string
  /** The vendor's id of this connection. */
  readonly connectionId: string
  /** As given to `join`: of the vendor where it tells it, else as this library remembers it. */
  readonly name?: string
  readonly role?: ParticipantRole
  /** As given to `join`, on Chime. */
  readonly device?: string
  readonly guest?: boolean
}

/** What changed about a participant; at least one member is there. */
export interface ParticipantChanges {
  readonly camera?: boolean
  /** Sends sound: the microphone is connected. */
  readonly microphone?: boolean
  readonly muted?: boolean
  readonly screenShare?: boolean
  readonly presenter?: boolean
  readonly raisedHand?: boolean
}

/** The vendor has the meeting. Nobody need be inside. */
export interface MeetingCreatedEvent extends EventBase {
  readonly type: 'meeting.created'
}

/** The first participant came in. No vendor sends this: it is told beside the first `participant.joined` of a session. */
export interface MeetingStartedEvent extends EventBase {
  readonly type: 'meeting.started'
}

export interface MeetingEndedEvent extends EventBase {
  readonly type: 'meeting.ended'
  /** Whether somebody pressed record, so that there is something to make a recording of; only from BigBlueButton's end callback. */
  readonly recorded?: boolean
}

export interface ParticipantJoinedEvent extends EventBase {
  readonly type: 'participant.joined'
  readonly participant: EventParticipant
}

export interface ParticipantLeftEvent extends EventBase {
  readonly type: 'participant.left'
  readonly participant: EventParticipant
  /** `dropped`: the connection was lost. Absent where the vendor does not tell. */
  readonly reason?: 'left' | 'dropped'
}

export interface ParticipantUpdatedEvent extends EventBase {
  readonly type: 'participant.updated'
  readonly participant: EventParticipant
  readonly changes: ParticipantChanges
}

export interface RecordingEvent extends EventBase {
  /**
   * `started` and `stopped` are about the meeting that is being recorded; `ready`, once for each format where the vendor says which,
   * and the others about what became of it.
   */
  readonly type: `recording.${'started' | 'stopped' | 'ready' | 'published' | 'unpublished' | 'deleted' | 'failed'}`
  /** Absent where the vendor names none, as while the meeting runs on BigBlueButton. */
  readonly recording?: RecordingRef
  /** The vendor's name of the format: `presentation`, `video`. */
  readonly format?: string
  /** Why it failed, in the vendor's words. */
  readonly message?: string
}

export interface TranscriptionEvent extends EventBase {
  readonly type: `transcription.${'started' | 'stopped' | 'interrupted' | 'resumed' | 'failed'}`
  /** Why it was interrupted or failed, in the vendor's words. */
  readonly message?: string
}

/** Somebody wrote into the public chat. */
export interface ChatMessageEvent extends EventBase {
  readonly type: 'chat.message'
  /** Who wrote; absent for what the server or your backend wrote. */
  readonly participant?: EventParticipant
  readonly text: string
}

/** Whatever else the vendor sends: `vendorType` and `providerData` say what. */
export interface OtherEvent extends EventBase {
  readonly type: 'other'
  readonly participant?: EventParticipant
}

/** What a vendor tells about its meetings, the same on every vendor. */
export type MeetingEvent =
  | MeetingCreatedEvent
  | MeetingStartedEvent
  | MeetingEndedEvent
  | ParticipantJoinedEvent
  | ParticipantLeftEvent
  | ParticipantUpdatedEvent
  | RecordingEvent
  | TranscriptionEvent
  | ChatMessageEvent
  | OtherEvent

export type MeetingEventType = MeetingEvent['type']
