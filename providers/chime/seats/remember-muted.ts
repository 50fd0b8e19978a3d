import type { ChimeParts } from '../parts.js'
import { readSeat, writeSeat } from './ledger.js'
import type { Seat } from './list-seats.js'

/** Notes that a moderator muted a seat, or took that back, so that joining again is no way around it. */
export async function rememberMuted(
  parts: ChimeParts,
  { primaryId, externalUserId }: Seat,
  muted: boolean,
): Promise<void> {
  try {
    const entry = await readSeat(parts, primaryId, externalUserId)
    if (entry === undefined || (entry.muted ?? false) === muted) return
    const { muted: _muted, ...rest } = entry
    await writeSeat(parts, primaryId, externalUserId, muted ? { ...rest, muted } : rest)
  } catch {
    // The permission is what counts, and it is changed by Chime.
  }
}
