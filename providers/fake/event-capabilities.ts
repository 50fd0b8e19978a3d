import type { Capability, CapabilityKey, CompleteCapabilities } from '../../src/spec/capabilities.js'

type EventCapabilities = Pick<CompleteCapabilities, Extract<CapabilityKey, `events.${string}`>>

const native: Capability = { support: 'native' }
const no = (note: string): Capability => ({ support: 'unsupported', note })
const started: Capability = { support: 'emulated', note: 'told with the first who joins' }

/** Everything. */
export const allEvents: EventCapabilities = {
  'events.meeting.created': native,
  'events.meeting.started': started,
  'events.meeting.ended': native,
  'events.participant.joined': native,
  'events.participant.left': native,
  'events.participant.updated.camera': native,
  'events.participant.updated.microphone': native,
  'events.participant.updated.muted': native,
  'events.participant.updated.screenShare': native,
  'events.participant.updated.presenter': native,
  'events.participant.updated.raisedHand': native,
  'events.recording.started': native,
  'events.recording.stopped': native,
  'events.recording.ready': native,
  'events.recording.published': native,
  'events.recording.unpublished': native,
  'events.recording.deleted': native,
  'events.recording.failed': native,
  'events.transcription.started': native,
  'events.transcription.stopped': native,
  'events.transcription.interrupted': native,
  'events.transcription.resumed': native,
  'events.transcription.failed': native,
  'events.chat.message': native,
}

const clientOnly = no('happens among the clients, and the vendor does not tell')
const ownDoing = no('only your own calls do that')

/** What Chime tells. */
export const sdkEvents: EventCapabilities = {
  ...allEvents,
  'events.participant.updated.microphone': clientOnly,
  'events.participant.updated.muted': clientOnly,
  'events.participant.updated.presenter': clientOnly,
  'events.participant.updated.raisedHand': clientOnly,
  'events.recording.published': ownDoing,
  'events.recording.unpublished': ownDoing,
  'events.recording.deleted': ownDoing,
  'events.chat.message': clientOnly,
}

/** Of a vendor that tells nothing. */
export const noEvents: EventCapabilities = Object.fromEntries(
  Object.keys(allEvents).map((key) => [key, no('the vendor tells nothing by itself')]),
) as EventCapabilities
