import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ParticipantRole } from '../../../src/spec/participant.js'
import type { ProviderMeeting, ProviderParticipantOutcome } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { roleCapabilities } from '../role-capabilities.js'
import { listSeats } from '../seats/list-seats.js'
import { rememberRole } from '../seats/remember-role.js'
import { laterStep } from '../several-steps.js'
import { permitted } from './capability-edits.js'
import { changeCapabilities } from './change-capabilities.js'
import { limitsOf } from './meeting-limits.js'

/**
 * Gives somebody the permissions of a role, on all devices, and remembers it for locks. Whoever joins again has the role that the
 * join names. Nobody moves: a listener of a replica is heard by `promote` only.
 */
export async function changeRole(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  participantId: string,
  role: ParticipantRole,
  options: ProviderCallOptions,
): Promise<ProviderParticipantOutcome> {
  const seats = (await listSeats(parts, meeting, options)).filter(
    (seat) => seat.participantId === participantId,
  )
  if (seats.length === 0) return 'not-found'
  const limits = await limitsOf(parts, meeting, options)
  const byRole = roleCapabilities(role, meeting.settings, limits.features)
  await Promise.all(seats.map((seat) => rememberRole(parts, seat, role)))
  await laterStep(
    changeCapabilities(
      parts,
      seats,
      // Undefined: Chime's default, which cannot be asked for again, and which nobody has lost where nothing is locked.
      () => byRole && permitted(byRole, limits),
      options,
    ),
  )
  return 'done'
}
