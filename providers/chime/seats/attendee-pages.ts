import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ApiParts } from '../api-parts.js'
import { listOf, type Members } from '../reading.js'
import type { ChimeSessionAttendee } from '../session.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'

/** Most of a page (fact sheet, section 1.1). */
const PAGE = 100

/**
 * Everybody who was created in one Chime meeting and not deleted, bots included, page by page. Each comes with its join
 * token: whoever reads pages drops what is not meant for that very person. Fails with `not-found` where the meeting is gone.
 */
export async function* attendeePages(
  { api, clock }: ApiParts,
  MeetingId: string,
  options: ProviderCallOptions,
): AsyncGenerator<readonly ChimeSessionAttendee[], void> {
  let token: string | undefined
  do {
    const input = { MeetingId, MaxResults: PAGE, ...(token !== undefined && { NextToken: token }) }
    const answer = await repeatOnce(clock, options, () => api.call('ListAttendees', input, options))
    yield listOf(answer, 'Attendees')
      .map((item) => sessionAttendee(item))
      .filter((attendee) => attendee !== undefined)
    const { NextToken: next } = (answer as Members | null) ?? {}
    // A page that names itself as the next one would be read without an end.
    token = typeof next === 'string' && next !== '' && next !== token ? next : undefined
  } while (token !== undefined)
}

/** An attendee out of an answer; undefined for what is not a whole one. */
export function sessionAttendee(item: unknown): ChimeSessionAttendee | undefined {
  const { AttendeeId, ExternalUserId, JoinToken, Capabilities } = (item as Members | null | undefined) ?? {}
  if (typeof AttendeeId !== 'string' || typeof ExternalUserId !== 'string' || typeof JoinToken !== 'string')
    return undefined
  const known = typeof Capabilities === 'object' && Capabilities !== null
  return {
    AttendeeId,
    ExternalUserId,
    JoinToken,
    ...(known && { Capabilities: Capabilities as ChimeAttendeeCapabilities }),
  }
}
