import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { LockRequest } from '../../../src/spec/moderation.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { listSeats } from '../seats/list-seats.js'
import { locked, permitted } from './capability-edits.js'
import { changeCapabilities } from './change-capabilities.js'
import { limitsOf } from './meeting-limits.js'

/** Takes permissions from all who have a seat and are not known to be moderators, or gives them back. */
export async function lockMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  locks: LockRequest,
  options: ProviderCallOptions,
): Promise<number> {
  const seats = await listSeats(parts, meeting, options)
  const limits = await limitsOf(parts, meeting, options)
  return changeCapabilities(
    parts,
    seats,
    ({ role, capabilities }) =>
      role === 'moderator' ? undefined : permitted(locked(capabilities, locks, limits), limits),
    options,
  )
}
