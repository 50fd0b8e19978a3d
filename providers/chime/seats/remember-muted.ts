import type { ChimeParts } from '../parts.js'
import { changeSeat } from './ledger.js'
import type { Seat } from './list-seats.js'

/** Notes that a moderator muted a seat, or took that back, so that joining again is no way around it. */
export async function rememberMuted(
  parts: ChimeParts,
  { primaryId, externalUserId }: Seat,
  muted: boolean,
): Promise<void> {
  try {
    await changeSeat(parts, primaryId, externalUserId, (entry) => {
      if ((entry.muted ?? false) === muted) return undefined
      const { muted: _muted, ...rest } = entry
      return muted ? { ...rest, muted } : rest
    })
  } catch {
    // The permission is what counts, and it is changed by Chime.
  }
}
