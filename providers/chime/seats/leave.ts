import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { LeaveRequest } from '../../../src/spec/leave.js'
import type { ProviderMeeting, ProviderParticipantOutcome } from '../../../src/spec/provider.js'
import { externalUserId } from '../external-id.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import { deleteAttendee } from './delete-attendee.js'
import { readSeat, writeSeat } from './ledger.js'
import { noteLeave } from './left-marker.js'
import { vacated } from './seat-entry.js'

/**
 * Notes that a person's client is gone. The seat is kept for the grace period, in which the same device gets it back, and
 * then given free by `freeSeats`; at once where the grace period is zero. Asks Chime nothing before that. `not-found` where no
 * seat is remembered; fails with `unavailable` where the store fails. Safe to repeat: the first time counts.
 */
export async function leaveMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  { participantId, device }: LeaveRequest,
  options: ProviderCallOptions,
): Promise<ProviderParticipantOutcome> {
  const primaryId = meetingIdOf(meeting, parts)
  const person = externalUserId(participantId, device)
  const entry = await readSeat(parts, primaryId, person)
  if (entry === undefined) return 'not-found'
  if (entry.leftAt !== undefined) return 'done'
  let left = { ...entry, leftAt: parts.clock.now() }
  await writeSeat(parts, primaryId, person, left)
  await noteLeave(parts, primaryId)
  if (parts.config.seatGraceMs > 0) return 'done'
  const { meetingId, attendeeId, promotedId } = entry
  for (const [where, id] of [
    [meetingId, attendeeId],
    [primaryId, promotedId],
  ] as const) {
    if (id === undefined) continue
    await deleteAttendee(parts, where, id, options)
    left = { ...vacated(left, id), leftAt: left.leftAt }
    await writeSeat(parts, primaryId, person, left)
  }
  return 'done'
}
