import type { Call } from '../call/call.js'
import { MeetingError } from '../errors/meeting-error.js'
import { onBehalfOf, type PageParts, sessionOf } from './page-parts.js'
import type { PassClaims } from './passes.js'

/**
 * Notes that a page was closed: the seat can be given free after a while, and nobody waits any more. Vendors that need not be told
 * are not. Safe to repeat. Fails as the facade does.
 */
export async function leave(parts: PageParts, call: Call, claims: PassClaims): Promise<void> {
  const { participant, device, target } = claims
  if (claims.inside !== true) {
    const { key } = await sessionOf(parts, call, claims)
    return parts.waiting.forget(key, participant.id)
  }
  const request = { participantId: participant.id, ...(device !== undefined && { device }) }
  try {
    await parts.meetings.leave(target, request, onBehalfOf(claims))
  } catch (error) {
    if (!MeetingError.is(error) || (error.code !== 'unsupported' && error.code !== 'not-found')) throw error
  }
}
