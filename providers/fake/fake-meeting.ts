import type { ChatMessage } from '../../src/spec/chat-message.js'
import type { ParticipantChanges } from '../../src/spec/event.js'
import type { MeetingDocument } from '../../src/spec/meeting-document.js'
import type { ParticipantRole } from '../../src/spec/participant.js'
import type { ProviderCreateRequest } from '../../src/spec/provider.js'

/** Somebody who goes into a fake meeting. */
export interface FakePerson {
  readonly id: string
  readonly name: string
  readonly role: ParticipantRole
  readonly device?: string
  readonly guest?: boolean
}

/** Somebody inside: one connection of a person. */
export interface FakeConnection extends FakePerson {
  readonly connectionId: string
  readonly joinedAt: number
  /** What is on, and what was switched off again. */
  facts: ParticipantChanges
}

/** What was made for somebody who joined a vendor of the SDK kind. */
export interface FakeSeat {
  readonly participantId: string
  readonly device?: string
  name: string
  role: ParticipantRole
  /** Of the newest credentials; older ones let nobody in. */
  token: string
  microphone: boolean
  camera: boolean
  screenShare: boolean
  /** By the clock, where `leave` was told. */
  leftAt?: number
}

/** One session at the fake vendor. */
export interface FakeMeeting {
  readonly session: string
  /** What the vendor knows it by: your id, led by a tenant's hash. */
  readonly key: string
  readonly request: ProviderCreateRequest
  readonly createdAt: number
  startedAt?: number
  /** When the last person left, by the clock. */
  emptySince?: number
  readonly people: FakeConnection[]
  readonly seats: FakeSeat[]
  transcribed: boolean
  /** The recording that runs. */
  recordingId?: string
  readonly documents: MeetingDocument[]
  readonly messages: ChatMessage[]
  /** Of a breakout room: the session that it belongs to. */
  readonly parent?: string
  readonly sequence?: number
}
