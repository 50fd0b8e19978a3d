/** What a code promises of itself. */
export interface ErrorCodeTraits {
  /** Whether the same call, repeated later without change, may succeed. */
  readonly retryable: boolean
  /** What may have happened at the vendor, where the error does not say otherwise. */
  readonly effect: MeetingErrorEffect
  /** What the caller should do, for the documentation's table. */
  readonly advice: string
}

/** `none`: nothing happened. `done`: it happened, only the answer was lost. `unknown`: it may have happened; repeating the call is safe. */
export type MeetingErrorEffect = 'none' | 'unknown' | 'done'

/** What went wrong, in the caller's terms. The list is closed: a new code is a major version. */
export type MeetingErrorCode =
  | 'invalid-request'
  | 'not-configured'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'capacity'
  | 'quota'
  | 'rate-limited'
  | 'unsupported'
  | 'timeout'
  | 'aborted'
  | 'unavailable'
  | 'invalid-response'
  | 'unknown'

function traits(retryable: boolean, effect: MeetingErrorEffect, advice: string): ErrorCodeTraits {
  return { retryable, effect, advice }
}

/** The closed list of codes with their defaults. */
export const errorCodes: Readonly<Record<MeetingErrorCode, ErrorCodeTraits>> = {
  'invalid-request': traits(false, 'none', 'Mend the field that the message names. Nothing was sent.'),
  'not-configured': traits(
    false,
    'none',
    'Mend the configuration: the message names the key, the instance or the missing package.',
  ),
  unauthenticated: traits(
    false,
    'none',
    'The vendor refused your credentials: check secret, algorithm, keys, region.',
  ),
  forbidden: traits(
    false,
    'none',
    'The credentials are good but may not do this, or this person is not let in.',
  ),
  'not-found': traits(
    false,
    'none',
    'No such meeting, or it has ended. Create it anew, or join with `create`.',
  ),
  conflict: traits(
    false,
    'none',
    'Something else runs under this id, or at the same moment. Look, then decide.',
  ),
  capacity: traits(false, 'none', 'The meeting is full.'),
  quota: traits(
    false,
    'none',
    'A hard limit of your account at the vendor is reached. Repeating does not help; raising the limit does.',
  ),
  'rate-limited': traits(true, 'none', 'Too many calls. Repeat after `retryAfterMs`.'),
  unsupported: traits(false, 'none', 'This provider cannot do it. Its capabilities say so before the call.'),
  timeout: traits(true, 'unknown', 'Repeat: create, join and end are safe to repeat. See `effect`.'),
  aborted: traits(false, 'unknown', 'Your signal fired. See `effect`.'),
  unavailable: traits(
    true,
    'unknown',
    'The vendor, or the directory, is down or cannot be reached. Repeat later.',
  ),
  'invalid-response': traits(
    false,
    'unknown',
    'The vendor answered something that is not its API. Check the URL and what stands in front of it.',
  ),
  unknown: traits(
    false,
    'unknown',
    "Not foreseen. The vendor's own code is in `vendorCode`, the cause in `cause`.",
  ),
}
