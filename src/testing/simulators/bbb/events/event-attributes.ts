import type { BbbEventName } from './bbb-event.js'

export type EventAttributes = Readonly<Record<string, unknown>>

/** What the attributes of an event are made of. */
export interface EventSubject {
  readonly meeting: EventAttributes & { readonly 'internal-meeting-id': string }
  readonly user: EventAttributes & { readonly 'internal-user-id': string }
  readonly hasUser: boolean
  readonly person: { readonly name: string; readonly role: string; readonly guest: boolean }
  readonly format: string
  readonly text: string
  readonly layout: 'v2' | 'v3'
  /** Milliseconds since the epoch. */
  readonly ts: number
}

/** What events about a user say besides who it is; the same for everybody. */
const userFields: Readonly<Record<string, EventAttributes>> = {
  'user-audio-voice-enabled': { 'listening-only': false, 'sharing-mic': true },
  'user-audio-voice-disabled': { 'listening-only': false, 'sharing-mic': false },
  'user-audio-muted': { muted: true },
  'user-audio-unmuted': { muted: false },
  'user-raise-hand-changed': { 'raise-hand': true },
  'user-emoji-changed': { emoji: 'happy' },
}

/** Fact sheet section 5.4, and the example events that the hooks program comes with. */
export function attributesOf(name: BbbEventName, subject: EventSubject): EventAttributes {
  const { meeting, user, hasUser, layout } = subject
  if (name === 'meeting-created') return { meeting: { ...meeting, ...createdFields(subject) } }
  if (name === 'chat-group-message-sent') return { meeting, ...chatFields(subject) }
  if (name.startsWith('rap-')) return { meeting, ...recordingFields(name, subject) }
  if (name.startsWith('user-')) return { meeting, user: { ...user, ...fieldsOfUser(name, subject) } }
  return hasUser && layout === 'v3' ? { meeting, user } : { meeting }
}

/** The attributes with others laid over them; objects are merged one level deep. */
export function overlaid(attributes: EventAttributes, over: EventAttributes): EventAttributes {
  const merged: Record<string, unknown> = { ...attributes }
  for (const [name, value] of Object.entries(over)) {
    const below = merged[name]
    merged[name] = isBlock(below) && isBlock(value) ? { ...below, ...value } : value
  }
  return merged
}

function isBlock(value: unknown): value is EventAttributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function createdFields({ meeting, layout, ts }: EventSubject): EventAttributes {
  return {
    name: 'Meeting',
    'is-breakout': false,
    'parent-id': 'bbb-none',
    duration: 0,
    'create-time': Number(meeting['internal-meeting-id'].split('-').at(-1)) || ts,
    'create-date': new Date(ts).toUTCString(),
    'moderator-pass': 'moderator-password',
    'viewer-pass': 'attendee-password',
    record: false,
    'voice-conf': '70001',
    'dial-number': '613-555-1234',
    'max-users': 0,
    metadata: {},
    // Version 3.4 of the hooks program, and not in its usual spelling.
    ...(layout === 'v3' && {
      audioBridge: 'bbb-webrtc-sfu',
      cameraBridge: 'bbb-webrtc-sfu',
      screenShareBridge: 'bbb-webrtc-sfu',
    }),
  }
}

function fieldsOfUser(name: string, { user, person, layout }: EventSubject): EventAttributes {
  const guest = layout === 'v3' && { guest: person.guest }
  if (name === 'user-joined') return { name: person.name, role: person.role, presenter: 'false', ...guest }
  if (name === 'user-left') return { ...guest }
  if (name.startsWith('user-cam-')) return { stream: `${user['internal-user-id']}_camera-1` }
  return userFields[name] ?? {}
}

function chatFields({ user, person, text, ts }: EventSubject): EventAttributes {
  const sender = { 'internal-user-id': user['internal-user-id'], name: person.name, time: ts }
  return {
    'chat-message': { id: `${ts}-message-1`, message: text, sender },
    'chat-id': 'MAIN-PUBLIC-GROUP-CHAT',
  }
}

function recordingFields(name: string, subject: EventSubject): EventAttributes {
  const recordID = subject.meeting['internal-meeting-id']
  // What the API does to a recording carries the recordID only in version 3.
  if (!/-(?:started|ended)$/.test(name)) return subject.layout === 'v3' ? { 'record-id': recordID } : {}
  return {
    'record-id': recordID,
    ...(name.endsWith('-ended') && { success: true, 'step-time': 1200 }),
    // The server never says that there is something to record, whether there is or not.
    ...(name === 'rap-archive-ended' && { recorded: false, duration: 0 }),
    ...(/^rap-(?:post-)?(?:process|publish)-/.test(name) && { workflow: subject.format }),
    ...(name === 'rap-publish-ended' && { recording: publishedFields(subject, recordID) }),
  }
}

function publishedFields({ meeting, format, ts }: EventSubject, recordID: string): EventAttributes {
  const meetingID = meeting['external-meeting-id']
  return {
    name: 'Meeting',
    'is-breakout': 'false',
    'start-time': ts - 2_700_000,
    'end-time': ts,
    size: 5_000_000,
    'raw-size': 10_000_000,
    metadata: { meetingId: meetingID, meetingName: 'Meeting', isBreakout: 'false' },
    playback: {
      format,
      link: `https://bbb.example/playback/${format}/2.3/${recordID}`,
      processing_time: 7177,
      duration: 2_700_000,
      size: 5_000_000,
    },
    download: {},
  }
}
