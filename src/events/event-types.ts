import type { MeetingEventType } from '../spec/event.js'

const known: Readonly<Record<MeetingEventType, true>> = {
  'meeting.created': true,
  'meeting.started': true,
  'meeting.ended': true,
  'participant.joined': true,
  'participant.left': true,
  'participant.updated': true,
  'recording.started': true,
  'recording.stopped': true,
  'recording.ready': true,
  'recording.published': true,
  'recording.unpublished': true,
  'recording.deleted': true,
  'recording.failed': true,
  'transcription.started': true,
  'transcription.stopped': true,
  'transcription.interrupted': true,
  'transcription.resumed': true,
  'transcription.failed': true,
  'chat.message': true,
  other: true,
}

/** Whether something is the type of an event. */
export function isEventType(value: unknown): value is MeetingEventType {
  return typeof value === 'string' && Object.hasOwn(known, value)
}
