import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderParticipantOutcome } from '../../../src/spec/provider.js'
import type { ChimeParts } from '../parts.js'
import { forAll } from '../several-steps.js'
import { deleteAttendee } from './delete-attendee.js'
import { readSeat, writeSeat } from './ledger.js'
import { noteLeave } from './left-marker.js'
import { listSeats, type Seat } from './list-seats.js'
import { vacated } from './seat-entry.js'

/**
 * Deletes the attendees of a person on all devices, in the meeting and its replicas: their clients are disconnected and their
 * join tokens are void. Joining again is up to you: it makes a new attendee. `not-found` where the person has no seat.
 */
export async function removeParticipant(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  participantId: string,
  options: ProviderCallOptions,
): Promise<ProviderParticipantOutcome> {
  const all = await listSeats(parts, meeting, options)
  const seats = all.filter((seat) => seat.participantId === participantId)
  const [first] = seats
  if (first === undefined) return 'not-found'
  const { full, room } = parts.seats
  const removed: Seat[] = []
  try {
    await forAll(seats, async (seat) => {
      await deleteAttendee(parts, seat.meetingId, seat.attendeeId, options)
      removed.push(seat)
      full.delete(seat.meetingId)
      room.forget(seat.meetingId)
    })
  } finally {
    // Out of the meeting is who is deleted; the ledger only spares the next join a look for them.
    for (const seat of removed) await noteRemoved(parts, seat).catch(() => undefined)
    if (removed.length > 0) await noteLeave(parts, first.primaryId, parts.clock.now()).catch(() => undefined)
  }
  return 'done'
}

async function noteRemoved(
  parts: ChimeParts,
  { primaryId, externalUserId, attendeeId }: Seat,
): Promise<void> {
  const entry = await readSeat(parts, primaryId, externalUserId)
  if (entry === undefined || (entry.attendeeId !== attendeeId && entry.promotedId !== attendeeId)) return
  const removed = { leftAt: parts.clock.now(), ...vacated(entry, attendeeId) }
  await writeSeat(parts, primaryId, externalUserId, removed)
}
