import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ParticipantRole } from '../../../src/spec/participant.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { type ChimePerson, participantOf } from '../external-id.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import { knownReplicas } from '../replicas/known-replicas.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'
import { attendeePages } from './attendee-pages.js'
import { readSeat } from './ledger.js'

/** One attendee who was let in and not deleted: a person on a device, inside or not. Somebody promoted has two. */
export interface Seat extends ChimePerson {
  /** The Chime meeting that it is in: the meeting itself or one of its replicas. */
  readonly meetingId: string
  /** The meeting itself. */
  readonly primaryId: string
  readonly attendeeId: string
  readonly externalUserId: string
  /** Absent where nobody remembers. */
  readonly role?: ParticipantRole
  readonly capabilities: ChimeAttendeeCapabilities
  /** In a replica: sees and hears, and is neither seen nor heard. */
  readonly replica: boolean
}

/** What an attendee may do of whom Chime says nothing (fact sheet, section 2.5). */
const byDefault: ChimeAttendeeCapabilities = {
  Audio: 'SendReceive',
  Video: 'SendReceive',
  Content: 'SendReceive',
}

/**
 * The seats of a meeting and its replicas, without bots: one to three requests for each of them. Fails with `not-found` where
 * the meeting is gone. A store that does not answer costs the roles; where there may be replicas it is `unavailable`.
 */
export async function listSeats(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<readonly Seat[]> {
  const primaryId = meetingIdOf(meeting, parts)
  const replicas = await knownReplicas(parts, primaryId)
  const lists = replicas.map(({ MeetingId }) =>
    seatsIn(parts, primaryId, MeetingId, options).catch(noneIfGone),
  )
  return (await Promise.all([seatsIn(parts, primaryId, primaryId, options), ...lists])).flat()
}

/** A replica can be deleted by hand, under a meeting that goes on. */
function noneIfGone(error: unknown): readonly Seat[] {
  if (MeetingError.is(error) && error.code === 'not-found') return []
  throw error
}

async function seatsIn(
  parts: ChimeParts,
  primaryId: string,
  meetingId: string,
  options: ProviderCallOptions,
): Promise<readonly Seat[]> {
  const seats: Promise<Seat>[] = []
  for await (const page of attendeePages(parts, meetingId, options))
    for (const { AttendeeId, ExternalUserId, Capabilities } of page) {
      const person = participantOf(ExternalUserId)
      if (person === undefined) continue
      const seat: Seat = {
        ...person,
        meetingId,
        primaryId,
        attendeeId: AttendeeId,
        externalUserId: ExternalUserId,
        capabilities: Capabilities ?? byDefault,
        replica: meetingId !== primaryId,
      }
      seats.push(withRole(parts, seat))
    }
  return Promise.all(seats)
}

async function withRole(parts: ChimeParts, seat: Seat): Promise<Seat> {
  const entry = await readSeat(parts, seat.primaryId, seat.externalUserId).catch(() => undefined)
  return entry === undefined ? seat : { ...seat, role: entry.role }
}
