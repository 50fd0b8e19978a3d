import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderParticipantOutcome } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { deleteAttendee } from '../seats/delete-attendee.js'
import { readSeat, writeSeat } from '../seats/ledger.js'
import { listSeats, type Seat } from '../seats/list-seats.js'
import { vacated } from '../seats/seat-entry.js'
import { forAll, laterStep } from '../several-steps.js'

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
  const seats = all.filter((seat) => seat.participantId === participantId)
  const isPromoted = await Promise.all(seats.map((seat) => isPromotion(parts, seat, seats)))
  const promoted = seats.filter((_seat, index) => isPromoted[index])
  await forAll(promoted, ({ primaryId, attendeeId }) => deleteAttendee(parts, primaryId, attendeeId, options))
  for (const seat of promoted) await laterStep(noteDemoted(parts, seat))
  return promoted.length > 0 || seats.some(({ replica }) => replica) ? 'done' : 'not-found'
}

/** Also one of which the store knows nothing: whose seat is in a replica is in the meeting itself to be heard, and for nothing else. */
async function isPromotion(
  parts: ChimeParts,
  { replica, primaryId, externalUserId, attendeeId }: Seat,
  seats: readonly Seat[],
): Promise<boolean> {
  if (replica) return false
  const entry = await readSeat(parts, primaryId, externalUserId)
  if (entry === undefined)
    return seats.some((other) => other.replica && other.externalUserId === externalUserId)
  return entry.promotedId === attendeeId || entry.meetingId !== primaryId
}

async function noteDemoted(
  parts: ChimeParts,
  { primaryId, externalUserId, attendeeId }: Seat,
): Promise<void> {
  const entry = await readSeat(parts, primaryId, externalUserId)
  if (entry?.promotedId !== attendeeId) return
  await writeSeat(parts, primaryId, externalUserId, vacated(entry, attendeeId))
}
