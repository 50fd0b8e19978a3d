import type { MeetingErrorCode } from '../errors/codes.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { RefusalReason, RefusedAnswer } from './page-api.js'

/** When to try again where nobody says. */
const RETRY_MS = 5_000

export function refused(
  reason: RefusalReason,
  more: Omit<RefusedAnswer, 'state' | 'reason'> = {},
): RefusedAnswer {
  return { state: 'refused', reason, ...more }
}

/** What a visitor can be told of a failure; what is not here is `unavailable`. */
const reasons: Partial<Record<MeetingErrorCode, RefusalReason>> = {
  capacity: 'full',
  forbidden: 'denied',
  'not-found': 'ended',
}

/** What a failure looks like to a visitor: no details. */
export function refusalOf(error: unknown): RefusedAnswer {
  const code = MeetingError.is(error) ? error.code : undefined
  const reason = code && reasons[code]
  if (reason !== undefined) return refused(reason)
  return MeetingError.is(error) && error.retryable ? unavailable(error.retryAfterMs) : refused('unavailable')
}

/** For what passes. */
export function unavailable(retryAfterMs: number = RETRY_MS): RefusedAnswer {
  return refused('unavailable', { retryAfterMs })
}

/** Whether a failure is something that who runs the page should know of: credentials that are refused are, a full meeting is not. */
export function isTrouble(error: unknown): boolean {
  return !MeetingError.is(error) || (error.code !== 'capacity' && error.code !== 'not-found')
}

export function notStarted(): RefusedAnswer {
  return refused('not-started', { retryAfterMs: RETRY_MS })
}
