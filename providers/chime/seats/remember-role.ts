import type { ParticipantRole } from '../../../src/spec/participant.js'
import type { ChimeParts } from '../parts.js'
import { changeSeat } from './ledger.js'
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
    await changeSeat(parts, primaryId, externalUserId, ({ muted: _muted, ...entry }) => ({ ...entry, role }))
  } catch {
    // The permissions are what counts, and they are changed by Chime.
  }
}
