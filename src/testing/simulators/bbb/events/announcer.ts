import type { Meeting } from '../meeting.js'
import type { Participant } from '../participant.js'
import type { SimulatedBbbFormat, StoredRecording } from '../recordings/recording.js'
import { javaDateText } from '../values.js'
import { analyticsOf } from './analytics.js'
import type { BbbEventName } from './bbb-event.js'
import type { Callbacks } from './callbacks.js'
import type { HookOutbox } from './hook-outbox.js'
import { type BbbEventAbout, type BbbEventUser, bbbEvent } from './make-event.js'
import type { MeetingHappening } from './meeting-happening.js'
import { recordingBlock } from './recording-block.js'

export interface AnnouncerParts {
  readonly release: number
  readonly now: () => number
  readonly outbox: HookOutbox
  readonly callbacks: Callbacks
}

/** Tells the hooks, in the words of the release, and whoever else asked to be told. */
export class Announcer {
  readonly #parts: AnnouncerParts
  readonly #layout: 'v2' | 'v3'

  constructor(parts: AnnouncerParts) {
    this.#parts = parts
    this.#layout = parts.release < 3.0 ? 'v2' : 'v3'
  }

  happened(meeting: Meeting, happening: MeetingHappening): void {
    const told = this.#layout === 'v2' ? inV2(happening) : happening
    if (told === undefined || !this.#parts.outbox.isHeardOf(meeting.settings.meetingID)) return
    const { participant, message } = told
    this.#publish(told.event, {
      meetingID: meeting.settings.meetingID,
      internalMeetingID: meeting.identity.internalMeetingID,
      ...(participant !== undefined && { user: userOf(participant) }),
      ...(message !== undefined && { text: message.text }),
      attributes: { ...this.#attributesOf(meeting, told), ...told.attributes },
    })
  }

  /** The meeting has left the server's memory. */
  gone(meeting: Meeting, endedAt: number): void {
    const { settings, callbacks } = meeting
    // Version 3 lets everybody leave who is still inside; version 2 leaves them there.
    if (this.#layout === 'v3') {
      for (const participant of meeting.inside) this.happened(meeting, { event: 'user-left', participant })
    }
    this.happened(meeting, { event: 'meeting-ended' })
    if (callbacks === undefined) return
    const analytics = (): unknown => analyticsOf(meeting, endedAt)
    this.#parts.callbacks.meetingEnded(callbacks, settings.meetingID, meeting.recorded, analytics)
  }

  /** A step in the making of a recording, or something that the API did to it. */
  recording(event: BbbEventName, recording: StoredRecording, format?: SimulatedBbbFormat): void {
    const { meetingID, recordID } = recording
    if (!this.#parts.outbox.isHeardOf(meetingID)) return
    const isPublished = event === 'rap-publish-ended' && format !== undefined
    this.#publish(event, {
      meetingID,
      internalMeetingID: recordID,
      ...(format !== undefined && { format: format.type }),
      ...(isPublished && { attributes: { recording: recordingBlock(recording, format) } }),
    })
  }

  recordingReady(url: string, { meetingID, recordID }: StoredRecording): void {
    this.#parts.callbacks.recordingReady(url, meetingID, recordID)
  }

  #publish(event: BbbEventName, about: BbbEventAbout & { readonly meetingID: string }): void {
    const made = bbbEvent(event, { ts: this.#parts.now(), layout: this.#layout, ...about })
    this.#parts.outbox.publish(made, about.meetingID)
  }

  #attributesOf(meeting: Meeting, { event, participant, message }: MeetingHappening): object {
    if (event === 'meeting-created') return { meeting: createdFields(meeting) }
    if (message?.userName !== undefined) {
      const sender = { 'internal-user-id': 'SYSTEM', name: message.userName, time: this.#parts.now() }
      return { 'chat-message': { sender } }
    }
    if (event !== 'user-joined' || participant === undefined || this.#layout === 'v2') return {}
    // Version 3.5 tells these too; the session token is a secret.
    const { sessionToken } = participant
    const user = {
      'ip-address': '127.0.0.1',
      'user-agent': 'simulator',
      referer: '',
      'session-token': sessionToken,
    }
    return { user }
  }
}

/** What version 2 calls it, if it tells of it at all: no difference between on and off, no muting, hands among the emojis. */
function inV2(happening: MeetingHappening): MeetingHappening | undefined {
  const { event, attributes, ...others } = happening
  if (event.startsWith('meeting-recording-')) return { ...others, event: 'meeting-recording-changed' }
  if (event === 'user-audio-muted' || event === 'user-audio-unmuted') return undefined
  if (event !== 'user-raise-hand-changed') return happening
  const isUp = (attributes?.['user'] as { readonly 'raise-hand'?: boolean } | undefined)?.['raise-hand']
  return {
    ...others,
    event: 'user-emoji-changed',
    attributes: { user: { emoji: isUp ? 'raiseHand' : undefined } },
  }
}

function userOf({ userID, internalUserID, fullName, role, guest }: Participant): BbbEventUser {
  return { userID, internalUserID, name: fullName, role, guest }
}

function createdFields({ settings, identity }: Meeting): object {
  return {
    name: settings.name,
    'is-breakout': settings.breakout !== undefined,
    'parent-id': settings.breakout?.parentInternalID ?? 'bbb-none',
    duration: settings.durationMinutes,
    'create-time': identity.createTime,
    'create-date': javaDateText(identity.createTime),
    'moderator-pass': settings.moderatorPW ?? '',
    'viewer-pass': settings.attendeePW ?? '',
    record: settings.record,
    'voice-conf': settings.voiceBridge,
    'dial-number': settings.dialNumber,
    'max-users': settings.maxParticipants,
    metadata: Object.fromEntries(settings.metadata),
  }
}
