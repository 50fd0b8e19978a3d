import type { ParticipantRole } from '../../../src/spec/participant.js'
import type { ChimeParts } from '../parts.js'
import { readSeat, writeSeat } from './ledger.js'
import type { Seat } from './list-seats.js'

/**
 * Notes the role that a seat has from now on, by which locks tell whom they are for. With the permissions of a role a mute is
 * over. A store that fails keeps the old one.
 */
export async function rememberRole(
  parts: ChimeParts,
  { primaryId, externalUserId }: Seat,
  role: ParticipantRole,
): Promise<void> {
  try {
    const entry = await readSeat(parts, primaryId, externalUserId)
    if (entry === undefined) return
    const { muted: _muted, ...rest } = entry
    await writeSeat(parts, primaryId, externalUserId, { ...rest, role })
  } catch {
    // The permissions are what counts, and they are changed by Chime.
  }
}
