import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderParticipantOutcome } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { deleteAttendee } from '../seats/delete-attendee.js'
import { readSeat, writeSeat } from '../seats/ledger.js'
import { listSeats } from '../seats/list-seats.js'
import { vacated } from '../seats/seat-entry.js'

/**
 * Deletes the attendees by which a listener of a replica is heard, on all devices, which sends the clients back to listening.
 * `done` also for a listener who is not promoted. `not-found` for somebody without a seat, and for somebody who sits in the
 * meeting itself, from which nobody is sent to a replica. Fails with `unavailable` where the store fails.
 */
export async function demote(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  participantId: string,
  options: ProviderCallOptions,
): Promise<ProviderParticipantOutcome> {
  const all = await listSeats(parts, meeting, options)
  let outcome: ProviderParticipantOutcome = 'not-found'
  for (const { participantId: id, replica, primaryId, externalUserId, attendeeId } of all) {
    if (id !== participantId) continue
    if (replica) {
      outcome = 'done'
      continue
    }
    const entry = await readSeat(parts, primaryId, externalUserId)
    if (entry?.promotedId !== attendeeId) continue
    await deleteAttendee(parts, primaryId, attendeeId, options)
    await writeSeat(parts, primaryId, externalUserId, vacated(entry, attendeeId))
    outcome = 'done'
  }
  return outcome
}
