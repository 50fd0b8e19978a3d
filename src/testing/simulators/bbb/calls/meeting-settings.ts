import { createHash, randomBytes } from 'node:crypto'
import type { ApiRequest } from '../api-request.js'
import type { BreakoutSettings, MeetingSettings } from '../meeting.js'
import type { ServerState } from '../server-state.js'
import { isTrue, numberOr } from '../values.js'

/**
 * What a valid `create` asks for, with the server's defaults for what it leaves out or garbles. Undefined: a breakout
 * room whose sequence is no number, on which the server falls over.
 */
export function meetingSettings(state: ServerState, { params }: ApiRequest): MeetingSettings | undefined {
  const { release } = state
  const inventsPasswords = release < 2.6
  const breakout = breakoutSettings(state, params)
  if (breakout !== undefined && Number.isNaN(breakout.sequence)) return undefined
  return {
    meetingID: breakout === undefined ? (params.get('meetingID') ?? '') : breakoutId(breakout),
    name: params.get('name') ?? '',
    attendeePW: params.get('attendeePW') || (inventsPasswords ? inventedPassword() : undefined),
    moderatorPW: params.get('moderatorPW') || (inventsPasswords ? inventedPassword() : undefined),
    voiceBridge: params.get('voiceBridge') || state.meetings.freeVoiceBridge(),
    dialNumber: params.get('dialNumber') || '613-555-1234',
    durationMinutes: numberOr(0, params.get('duration')),
    maxParticipants: numberOr(0, params.get('maxParticipants')),
    record: isTrue(params.get('record')),
    autoStartRecording: isTrue(params.get('autoStartRecording')),
    guestPolicy: params.get('guestPolicy') || 'ALWAYS_ACCEPT',
    allowRequestsWithoutSession: release >= 2.4 && isTrue(params.get('allowRequestsWithoutSession')),
    noShowExpiryMinutes: release < 2.5 ? 5 : numberOr(5, params.get('meetingExpireIfNoUserJoinedInMinutes')),
    emptyExpiryMinutes: release < 2.5 ? 1 : numberOr(1, params.get('meetingExpireWhenLastUserLeftInMinutes')),
    metadata: metadataOf(params),
    breakout,
    params,
  }
}

function breakoutSettings(
  state: ServerState,
  params: ReadonlyMap<string, string>,
): BreakoutSettings | undefined {
  const parent = isTrue(params.get('isBreakout'))
    ? state.meetings.find(params.get('parentMeetingID'))
    : undefined
  if (parent === undefined) return undefined
  return {
    parentInternalID: parent.identity.internalMeetingID,
    sequence: numberOr(Number.NaN, params.get('sequence')),
    freeJoin: isTrue(params.get('freeJoin')),
  }
}

/** The server makes up a breakout room's ID; the one in the request counts for nothing. */
function breakoutId({ parentInternalID, sequence }: BreakoutSettings): string {
  return createHash('sha1').update(`${parentInternalID}-${sequence}`).digest('hex')
}

/** Early servers make up passwords, other ones each time, which is why their `create` without passwords cannot be repeated. */
function inventedPassword(): string {
  return randomBytes(4).toString('hex')
}

/** `meta_*`, keys lower-cased; a name with anything but letters, digits and hyphens is dropped without a word. */
function metadataOf(params: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>()
  for (const [name, value] of params) {
    const key = /^meta_([a-zA-Z][a-zA-Z0-9-]*)$/.exec(name)?.[1]
    if (key !== undefined) metadata.set(key.toLowerCase(), value)
  }
  return metadata
}
