import type { Ending } from '../base/ending.js'

/** Names of the client library's status codes on which a session stops for good, as far as they mean something to people. */
const endings: Readonly<Record<string, Ending>> = {
  Left: 'left',
  AudioJoinedFromAnotherDevice: 'elsewhere',
  MeetingEnded: 'ended',
  AudioAttendeeRemoved: 'removed',
  AudioCallAtCapacity: 'full',
}

/** Why a session stopped; whatever else went wrong, the connection is lost. */
export function endingOf(statusCode: string | undefined): Ending {
  return (
    (statusCode !== undefined && Object.hasOwn(endings, statusCode) ? endings[statusCode] : undefined) ??
    'lost'
  )
}
