import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { LockRequest } from '../../../src/spec/moderation.js'
import type { ProviderMeeting, ProviderModerationResult } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { listSeats } from '../seats/list-seats.js'
import { rememberMuted } from '../seats/remember-muted.js'
import { locked, permitted } from './capability-edits.js'
import { changeCapabilities } from './change-capabilities.js'
import { limitsOf } from './meeting-limits.js'

/**
 * Takes permissions from all who have a seat and are not known to be moderators, or gives them back. Who is given the microphone
 * back is not muted any more either.
 */
export async function lockMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  locks: LockRequest,
  options: ProviderCallOptions,
): Promise<ProviderModerationResult> {
  const seats = await listSeats(parts, meeting, options)
  const limits = await limitsOf(parts, meeting, options)
  const result = await changeCapabilities(
    parts,
    seats,
    ({ role, capabilities }) =>
      role === 'moderator' ? undefined : permitted(locked(capabilities, locks, limits), limits),
    options,
  )
  if (locks.microphone === false) {
    const attendees = seats.filter(({ role }) => role !== 'moderator')
    await Promise.all(attendees.map((seat) => rememberMuted(parts, seat, false)))
  }
  return result
}
