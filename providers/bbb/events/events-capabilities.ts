import type { Capability, CapabilityKey, CompleteCapabilities } from '../../../src/spec/capabilities.js'
import { type BbbServer, lackOf, releaseOf } from '../servers.js'
import type { ResolvedBbbEvents } from './events-config.js'

type EventKey = Extract<CapabilityKey, `events.${string}`>

const HOOK = 'by webhook, which needs the package bbb-webhooks on the server'
/** What a hook of one meeting is registered too late for, and what it is gone for. */
const besideMeetings = /^events\.(?:meeting\.created|recording\.(?:published|unpublished|deleted|failed))$/

/** The server's events that each is made of; which of two depends on the release. */
const sources: Readonly<Partial<Record<EventKey, readonly string[]>>> = {
  'events.meeting.created': ['meeting-created'],
  'events.participant.joined': ['user-joined'],
  'events.participant.left': ['user-left'],
  'events.participant.updated.camera': ['user-cam-broadcast-start', 'user-cam-broadcast-end'],
  'events.participant.updated.microphone': ['user-audio-voice-enabled', 'user-audio-voice-disabled'],
  'events.participant.updated.muted': ['user-audio-muted', 'user-audio-unmuted'],
  'events.participant.updated.presenter': ['user-presenter-assigned', 'user-presenter-unassigned'],
  'events.recording.published': ['rap-published'],
  'events.recording.unpublished': ['rap-unpublished'],
  'events.recording.deleted': ['rap-deleted'],
  'events.recording.failed': [
    'rap-archive-ended',
    'rap-sanity-ended',
    'rap-process-ended',
    'rap-post-process-ended',
    'rap-publish-ended',
  ],
}

/** What a server of that release tells, with those settings, once it knows where to. */
export function eventsCapabilities(
  server: BbbServer,
  settings: ResolvedBbbEvents,
): Pick<CompleteCapabilities, EventKey> {
  const release = releaseOf(server)
  const isOld = release < 3.0
  const hook = (key: EventKey, names: readonly string[] = sources[key] ?? [], note?: string): Capability => {
    const reason = lackOfHook(server, settings, key, names)
    if (reason !== undefined) return { support: 'unsupported', note: reason }
    return { support: 'native', note: note === undefined ? HOOK : `${HOOK}; ${note}` }
  }
  /** What comes by a callback too, whose URL the meeting is made with. */
  const called = (key: EventKey, name: string, by: string | undefined): Capability => {
    const hooked = hook(key, [name])
    if (by === undefined) return hooked
    return { support: 'native', note: hooked.support === 'native' ? `${by}; also ${HOOK}` : by }
  }
  const recordingSwitched = (key: EventKey, name: string): Capability =>
    isOld
      ? {
          support: 'unsupported',
          note: 'the webhooks of 2.x tell a change, but not always which: then of type other',
        }
      : hook(key, [name])
  const joined = hook('events.participant.joined')
  const noTranscripts: Capability = {
    support: 'unsupported',
    note: 'people switch captions on in the meeting, and the server tells nobody',
  }
  return {
    'events.meeting.created': hook('events.meeting.created'),
    'events.meeting.started':
      joined.support === 'unsupported'
        ? { support: 'unsupported', note: 'would be told with the first participant.joined' }
        : { support: 'emulated', note: 'told with the first participant.joined' },
    'events.meeting.ended': called(
      'events.meeting.ended',
      'meeting-ended',
      settings.endCallback
        ? 'by the end callback, which alone says whether there is something recorded'
        : undefined,
    ),
    'events.participant.joined': joined,
    'events.participant.left': hook(
      'events.participant.left',
      undefined,
      isOld ? 'not for who is inside when the meeting ends' : undefined,
    ),
    'events.participant.updated.camera': hook('events.participant.updated.camera'),
    'events.participant.updated.microphone': hook('events.participant.updated.microphone'),
    'events.participant.updated.muted': isOld
      ? { support: 'unsupported', note: 'the webhooks of 2.x do not tell it' }
      : hook('events.participant.updated.muted'),
    'events.participant.updated.screenShare': {
      support: 'unsupported',
      note: 'the server tells that a screen is shared, but not always by whom: then it is an event of type other',
    },
    'events.participant.updated.presenter': hook('events.participant.updated.presenter'),
    'events.participant.updated.raisedHand':
      release === 2.7
        ? { support: 'unsupported', note: 'the webhooks of 2.7 do not tell it' }
        : hook(
            'events.participant.updated.raisedHand',
            [isOld ? 'user-emoji-changed' : 'user-raise-hand-changed'],
            isOld ? 'one of several emojis of which a person has one' : undefined,
          ),
    'events.recording.started': recordingSwitched('events.recording.started', 'meeting-recording-started'),
    'events.recording.stopped': recordingSwitched('events.recording.stopped', 'meeting-recording-stopped'),
    'events.recording.ready': called(
      'events.recording.ready',
      'rap-publish-ended',
      settings.recordingReady ? 'by the recording-ready callback, which does not say the format' : undefined,
    ),
    'events.recording.published': hook('events.recording.published', undefined, 'when done by an API call'),
    'events.recording.unpublished': hook(
      'events.recording.unpublished',
      undefined,
      'when done by an API call',
    ),
    'events.recording.deleted': hook('events.recording.deleted', undefined, 'when done by an API call'),
    'events.recording.failed': hook('events.recording.failed'),
    'events.transcription.started': noTranscripts,
    'events.transcription.stopped': noTranscripts,
    'events.transcription.interrupted': noTranscripts,
    'events.transcription.resumed': noTranscripts,
    'events.transcription.failed': noTranscripts,
    'events.chat.message': hook(
      'events.chat.message',
      isOld ? ['chat-public-message-sent', 'chat-group-message-sent'] : ['chat-group-message-sent'],
      'the public chat only',
    ),
  }
}

/** Whether a server tells anything at all. */
export function tellsEvents({ hook, endCallback, recordingReady, analytics }: ResolvedBbbEvents): boolean {
  return hook !== 'off' || endCallback || recordingReady || analytics
}

function lackOfHook(
  server: BbbServer,
  { hook, hookEvents }: ResolvedBbbEvents,
  key: EventKey,
  names: readonly string[],
): string | undefined {
  if (hook === 'off') return lackOf(server, 'hooks/create') ?? 'events.hook of the instance is off'
  if (hook === 'meeting' && besideMeetings.test(key))
    return 'a hook for one meeting is there while the meeting is: events.hook "instance" tells it'
  if (hookEvents === undefined || names.some((name) => hookEvents.includes(name))) return undefined
  return 'left out by events.hookEvents of the instance'
}
