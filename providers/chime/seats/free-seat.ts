import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ChimeParts } from '../parts.js'
import { deleteAttendee } from './delete-attendee.js'
import { announceFreeing } from './freeing.js'
import { readSeat, writeSeat } from './ledger.js'
import { awaySince, isLeftBy, type SeatEntry, vacated } from './seat-entry.js'

/** An attendee of somebody who left. */
interface LeftSeat {
  readonly primaryId: string
  /** The meeting that it is in: the primary one or a replica. */
  readonly meetingId: string
  readonly attendeeId: string
  readonly externalUserId: string
}

/** Deletes it. False where somebody else did, where the person is back, and before the grace period is over. */
export async function freeSeat(
  parts: ChimeParts,
  { primaryId, meetingId, attendeeId, externalUserId }: LeftSeat,
  options: ProviderCallOptions,
): Promise<boolean> {
  await announceFreeing(parts, attendeeId)
  const entry = await readSeat(parts, primaryId, externalUserId)
  if (!isLeftBy(entry, attendeeId) || !isDue(parts, entry)) return false
  const deleted = await deleteAttendee(parts, meetingId, attendeeId, options)
  parts.seats.full.delete(meetingId)
  parts.seats.room.forget(meetingId)
  const latest = await readSeat(parts, primaryId, externalUserId)
  if (latest !== undefined && isLeftBy(latest, attendeeId))
    await writeSeat(parts, primaryId, externalUserId, vacated(latest, attendeeId))
  return deleted
}

/** Whether the person left longer ago than the grace period. */
export function isDue({ config, clock }: ChimeParts, entry: SeatEntry | undefined): boolean {
  const since = awaySince(entry)
  return since !== undefined && since + config.seatGraceMs <= clock.now()
}
