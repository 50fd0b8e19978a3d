import { MeetingError } from './meeting-error.js'
import { safeCause } from './safe-cause.js'

/** What was thrown, as a `MeetingError`: itself, or of code `unknown` where nobody foresaw it. */
export function meetingErrorOf(thrown: unknown): MeetingError {
  if (MeetingError.is(thrown)) return thrown
  const cause = safeCause(thrown)
  return new MeetingError({ code: 'unknown', message: `not foreseen: ${cause.message}`, cause })
}
