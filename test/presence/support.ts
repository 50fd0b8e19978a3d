import type {
  EventParticipant,
  MeetingEvent,
  ParticipantChanges,
  ParticipantUpdatedEvent,
} from '../../src/spec/event.js'

const base = { provider: 'fake', vendorType: 'test', providerData: {} }

let made = 0

function common(at: number): typeof base & { id: string; at: Date } {
  made += 1
  return { ...base, id: `event-${made}`, at: new Date(at) }
}

export function meeting(what: 'created' | 'started' | 'ended', at: number): MeetingEvent {
  return { ...common(at), type: `meeting.${what}` }
}

/** Somebody with one connection. */
export function one(id: string, more: Partial<EventParticipant> = {}): EventParticipant {
  return { id, connectionId: `${id}/1`, ...more }
}

export function joined(participant: EventParticipant, at: number): MeetingEvent & { participant: unknown } {
  return { ...common(at), type: 'participant.joined', participant }
}

export function left(participant: EventParticipant, at: number): MeetingEvent & { participant: unknown } {
  return { ...common(at), type: 'participant.left', participant }
}

export function updated(
  participant: EventParticipant,
  at: number,
  changes: ParticipantChanges,
): ParticipantUpdatedEvent {
  return { ...common(at), type: 'participant.updated', participant, changes }
}
