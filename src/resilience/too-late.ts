import { MeetingError } from '../errors/meeting-error.js'

/** For a caller whose turn comes `waitMs` from now at the earliest, which is after its time limit. Told at once instead of then. */
export function tooLate(waitMs: number): MeetingError {
  return new MeetingError({
    code: 'rate-limited',
    message: `the rate limit lets this call through in ${(waitMs / 1_000).toFixed(1)} s at the earliest, after its time limit: allow more time, or call again then`,
    effect: 'none',
    retryAfterMs: waitMs,
  })
}
