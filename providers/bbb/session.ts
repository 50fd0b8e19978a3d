import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbApi, MeetingInfoAnswer } from './api-client.js'
import { missingField, readFailure } from './map-error.js'
import { toVendorMeetingId } from './vendor-id.js'
import { textOf, type XmlElement } from './xml/xml-element.js'

/**
 * What the server says about a session. `gone`: no meeting of this id. `replaced`: a newer session runs under
 * the id. `ending`: ended, and about to disappear. The answer of `getMeetingInfo` comes along where it is
 * about this session.
 */
export type SessionState =
  | { readonly state: 'gone' }
  | { readonly state: 'replaced' }
  | (MeetingInfoAnswer & { readonly state: 'live'; readonly createTime: string })
  | (MeetingInfoAnswer & { readonly state: 'ending'; readonly createTime: string })

/** The meeting ID of a session. A breakout room's is the server's choice and part of what create answered. */
export function meetingIdOf(meeting: ProviderMeeting): string {
  return meeting.vendor['meetingId'] ?? toVendorMeetingId(meeting.key)
}

/**
 * What a session's passwords are derived from: its key, or for a breakout room its parent's, because a room's
 * key is not known before it is made.
 */
export function passwordKeyOf(meeting: ProviderMeeting): string {
  return meeting.vendor['parentKey'] ?? meeting.key
}

/** The `createTime` that pins a session; undefined where the session was never recorded. */
export function createTimeOf(meeting: ProviderMeeting): string | undefined {
  const createTime = meeting.vendor['createTime']
  return createTime === '' ? undefined : createTime
}

/** Asks the server about a session. Without a recorded `createTime`, whatever runs under the id is meant. */
export async function askSession(
  api: BbbApi,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<SessionState> {
  let found: MeetingInfoAnswer
  try {
    found = await api.getMeetingInfo(meetingIdOf(meeting), options)
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return { state: 'gone' }
    throw error
  }
  const createTime = textOf(found.answer, 'createTime')
  // Also what tells this answer from the version document, which is a SUCCESS as well.
  if (createTime === undefined || !/^\d+$/.test(createTime))
    throw readFailure(missingField('getMeetingInfo', 'createTime'))
  const pinned = createTimeOf(meeting)
  if (pinned !== undefined && pinned !== createTime) return { state: 'replaced' }
  const state = hasEnded(found.answer) ? 'ending' : 'live'
  return { state, createTime, ...found }
}

/** Whether an entry is of a meeting that was ended and is about to disappear. */
export function hasEnded(answer: XmlElement): boolean {
  const endTime = textOf(answer, 'endTime') ?? '0'
  return textOf(answer, 'hasBeenForciblyEnded') === 'true' || /[1-9]/.test(endTime)
}

/** The error of a call that needs a live session. */
export function sessionNotFound(state: 'gone' | 'replaced' | 'ending'): MeetingError {
  const messages = {
    gone: 'the server has no meeting of this id',
    replaced: 'this session of the meeting is over; a newer one runs under the same id',
    ending: 'the meeting has been ended',
  }
  return new MeetingError({ code: 'not-found', message: messages[state], effect: 'none' })
}
