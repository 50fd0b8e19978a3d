import { createHash } from 'node:crypto'
import type { BbbEvent, BbbEventName } from './bbb-event.js'
import { attributesOf, overlaid } from './event-attributes.js'

/** What an event is about; everything has a default. */
export interface BbbEventAbout {
  /** The ID that the caller gave the meeting. Default `meeting-1`. */
  readonly meetingID?: string
  /** The server's ID of the session, which is also the recordID. Default: what a server makes of the meeting's ID, on 14 November 2023. */
  readonly internalMeetingID?: string
  /** For events about somebody. */
  readonly user?: BbbEventUser
  /** When, in milliseconds since the epoch; steps of a recording's processing say it in seconds. Default: now. */
  readonly ts?: number
  /** Of the steps that are done for each format of a recording. Default `presentation`. */
  readonly format?: string
  /** What was written into the public chat. Default `Hello`. */
  readonly text?: string
  /** Attributes in the server's own spelling, laid over what is made of the rest; blocks such as `meeting` are merged. */
  readonly attributes?: Readonly<Record<string, unknown>>
  /** Whose spelling: of version 2 of the hooks program (up to 2.7) or of version 3 (3.0). Default `v3`. */
  readonly layout?: 'v2' | 'v3'
}

export interface BbbEventUser {
  /** What `join` gave as userID. Default: the internal one, as where `join` gave none. */
  readonly userID?: string
  /** Default `w_user-1`. */
  readonly internalUserID?: string
  /** Default `Ada`. */
  readonly name?: string
  /** Default `VIEWER`. */
  readonly role?: 'MODERATOR' | 'VIEWER'
  readonly guest?: boolean
}

/**
 * Makes the event of a name as a server writes it: what a real one has, filled with defaults. A name that is not known
 * here gets the meeting, and the user where one is given.
 */
export function bbbEvent(name: BbbEventName, about: BbbEventAbout = {}): BbbEvent {
  const { meetingID = 'meeting-1', layout = 'v3', ts = Date.now() } = about
  const internalMeetingID = about.internalMeetingID ?? `${sha1(meetingID)}-1700000000000`
  const { internalUserID = 'w_user-1' } = about.user ?? {}
  const { userID = internalUserID, name: userName = 'Ada', role = 'VIEWER', guest = false } = about.user ?? {}
  const attributes = attributesOf(name, {
    meeting: { 'internal-meeting-id': internalMeetingID, 'external-meeting-id': meetingID },
    user: { 'internal-user-id': internalUserID, 'external-user-id': userID },
    hasUser: about.user !== undefined,
    person: { name: userName, role, guest },
    format: about.format ?? 'presentation',
    text: about.text ?? 'Hello',
    layout,
    ts,
  })
  return {
    data: {
      type: 'event',
      id: name,
      attributes: overlaid(attributes, about.attributes ?? {}),
      event: { ts: isProcessingStep(name) ? Math.floor(ts / 1000) : ts },
    },
  }
}

/** The scripts that make a recording tell of it in seconds; what the API does to one is told in milliseconds like the rest. */
function isProcessingStep(name: string): boolean {
  return /^rap-.*-(?:started|ended)$/.test(name)
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
