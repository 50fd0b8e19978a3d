import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { MuteParticipantsRequest } from '../../../src/spec/moderation.js'
import type { ProviderMeeting, ProviderModerationResult } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { listSeats, type Seat } from '../seats/list-seats.js'
import { rememberMuted } from '../seats/remember-muted.js'
import { laterStep } from '../several-steps.js'
import { muted, permitted } from './capability-edits.js'
import { changeCapabilities } from './change-capabilities.js'
import { limitsOf } from './meeting-limits.js'

/**
 * Takes the permission to send sound from people, or gives it back, and notes it, so that joining again is no way around it: one
 * to three requests to see who has a seat, one for most of them, and one for each who needs something else (fact sheet, section
 * 2.5).
 */
export async function muteParticipants(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  { muted: mute = true, only, except }: MuteParticipantsRequest,
  options: ProviderCallOptions,
): Promise<ProviderModerationResult> {
  const seats = await listSeats(parts, meeting, options)
  const limits = await limitsOf(parts, meeting, options)
  const isMeant = ({ participantId }: Seat): boolean =>
    (only?.includes(participantId) ?? true) && !(except?.includes(participantId) ?? false)
  await Promise.all(seats.filter(isMeant).map((seat) => rememberMuted(parts, seat, mute)))
  return laterStep(
    changeCapabilities(
      parts,
      seats,
      (seat) => (isMeant(seat) ? permitted(muted(seat.capabilities, mute), limits) : undefined),
      options,
    ),
  )
}
