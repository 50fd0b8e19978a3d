import type { ParticipantChanges } from '../../../src/spec/event.js'
import { chatEvent } from './chat-event.js'
import { eventParticipant } from './event-participant.js'
import { flagAt, textAt } from './json-object.js'
import { recordingChange, recordingStep } from './recording-event.js'
import type { SaidEvent } from './said-event.js'
import type { VendorEvent } from './vendor-event.js'

type Say = (event: VendorEvent, release: number) => SaidEvent | undefined

/** What the server's events mean, by its names of them. */
const meanings: ReadonlyMap<string, Say> = new Map<string, Say>([
  ['meeting-created', () => ({ type: 'meeting.created' })],
  ['meeting-ended', () => ({ type: 'meeting.ended' })],
  ['meeting-recording-started', () => ({ type: 'recording.started' })],
  ['meeting-recording-stopped', () => ({ type: 'recording.stopped' })],
  ['meeting-recording-changed', recordingChanged],
  ['meeting-screenshare-started', changed({ screenShare: true })],
  ['meeting-screenshare-stopped', changed({ screenShare: false })],
  ['user-joined', moved('participant.joined')],
  ['user-left', moved('participant.left')],
  ['user-cam-broadcast-start', changed({ camera: true })],
  ['user-cam-broadcast-end', changed({ camera: false })],
  ['user-audio-voice-enabled', changes(microphone)],
  ['user-audio-voice-disabled', changed({ microphone: false })],
  ['user-audio-muted', changed({ muted: true })],
  ['user-audio-unmuted', changed({ muted: false })],
  ['user-presenter-assigned', changed({ presenter: true })],
  ['user-presenter-unassigned', changed({ presenter: false })],
  ['user-raise-hand-changed', changes(raisedHand)],
  ['user-emoji-changed', changes(raisedHandEmoji)],
  ['chat-group-message-sent', chatEvent],
  ['chat-public-message-sent', chatEvent],
  ['rap-archive-ended', recordingStep],
  ['rap-sanity-ended', recordingStep],
  ['rap-process-ended', recordingStep],
  ['rap-post-process-ended', recordingStep],
  ['rap-publish-ended', recordingStep],
  ['rap-published', recordingChange('recording.published')],
  ['rap-unpublished', recordingChange('recording.unpublished')],
  ['rap-deleted', recordingChange('recording.deleted')],
])

/** What an event of the server says in our terms: `other`, unless it is one that we have a word for. */
export function saidBy(event: VendorEvent, release: number): SaidEvent {
  const said = meanings.get(event.type)?.(event, release)
  if (said !== undefined) return said
  const participant = eventParticipant(event.user)
  return { type: 'other', ...(participant !== undefined && { participant }) }
}

function moved(type: 'participant.joined' | 'participant.left'): Say {
  return ({ user }) => {
    const participant = eventParticipant(user)
    return participant && { type, participant }
  }
}

function changed(what: ParticipantChanges): Say {
  return changes(() => what)
}

function changes(read: (event: VendorEvent, release: number) => ParticipantChanges | undefined): Say {
  return (event, release) => {
    const participant = eventParticipant(event.user)
    const what = read(event, release)
    return participant && what && { type: 'participant.updated', participant, changes: what }
  }
}

/** Who only listens has joined the audio, too. */
function microphone({ user }: VendorEvent): ParticipantChanges {
  const listens = flagAt(user, 'listening-only', 'listen-only') ?? false
  if (!(flagAt(user, 'sharing-mic') ?? !listens)) return { microphone: false }
  const muted = flagAt(user, 'muted')
  return { microphone: true, ...(muted !== undefined && { muted }) }
}

function raisedHand({ user }: VendorEvent): ParticipantChanges | undefined {
  const raised = flagAt(user, 'raise-hand', 'raised-hand', 'raiseHand')
  return raised === undefined ? undefined : { raisedHand: raised }
}

/**
 * Before 2.7 a raised hand is one of the emojis that a person has one of, and no emoji is not written at all. From then on hands have
 * an event of their own, and emojis say nothing about them.
 */
function raisedHandEmoji({ user }: VendorEvent, release: number): ParticipantChanges | undefined {
  const emoji = textAt(user, 'emoji') ?? 'none'
  if (emoji === 'raiseHand') return { raisedHand: true }
  return emoji === 'none' && release < 2.7 ? { raisedHand: false } : undefined
}

/** In old webhooks one event for both. */
function recordingChanged({ attributes, meeting }: VendorEvent): SaidEvent | undefined {
  const recording = flagAt(attributes, 'recording') ?? flagAt(meeting, 'recording')
  return recording === undefined ? undefined : { type: recording ? 'recording.started' : 'recording.stopped' }
}
