import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { PromoteRequest } from '../../../src/spec/moderation.js'
import type { ProviderMeeting, ProviderPromotion } from '../../../src/spec/provider.js'
import type { MeetingWarning } from '../../../src/spec/warning.js'
import { externalUserId } from '../external-id.js'
import { refuseOverdue } from '../lifetime.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import { roleCapabilities, withoutMicrophone } from '../role-capabilities.js'
import { findAttendee } from '../seats/find-attendee.js'
import { readSeat, writeSeat } from '../seats/ledger.js'
import type { SeatRequest } from '../seats/seat-request.js'
import { takeSeat } from '../seats/take-seat.js'
import { type ChimeSession, chimeSdk } from '../session.js'
import { placeAttendee } from './place-attendee.js'

/**
 * An attendee in the meeting itself for somebody who listens in a replica: the client goes over with
 * `promoteToPrimaryMeeting(session.Attendee)`. Takes one of the reserved seats, until `demote`, or until the person has left.
 * Whoever sits in the meeting itself gets the session of that seat. Locks hold for the promoted as for everybody. Safe to repeat:
 * the same attendee is found again.
 *
 * Fails with `not-found` where the person has no seat, `capacity` where the meeting itself is full, and `unavailable` where the
 * store fails.
 */
export async function promote(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  { participantId, device }: PromoteRequest,
  options: ProviderCallOptions,
): Promise<ProviderPromotion> {
  const primaryId = meetingIdOf(meeting, parts)
  await refuseOverdue(parts, meeting, options)
  const primary = await parts.descriptions.of(meeting, primaryId, options)
  const person = externalUserId(participantId, device)
  const entry = await readSeat(parts, primaryId, person)
  if (entry?.attendeeId === undefined) throw seatless()
  const { role } = entry
  const capabilities = roleCapabilities(role, meeting.settings, primary.MeetingFeatures)
  const seat: SeatRequest = { meeting, primary, externalUserId: person, role, capabilities }
  const session =
    entry.meetingId === primaryId
      ? await takeSeat(parts, seat, options)
      : await takePromotion(parts, seat, options)
  const audio = session.Attendee.Capabilities?.Audio
  const heard = audio === undefined || audio === 'SendReceive' || audio === 'Send'
  return { kind: 'sdk', sdk: chimeSdk, session, role, warnings: heard ? [] : [unheard] }
}

/** In turn with joins and promotions of the same seat, so that two at the same moment make one attendee. */
async function takePromotion(
  parts: ChimeParts,
  seat: SeatRequest,
  options: ProviderCallOptions,
): Promise<ChimeSession> {
  const { primary, externalUserId: person } = seat
  const primaryId = primary.MeetingId
  return parts.seats.promotions.run(`${primaryId}:${person}`, options.signal, async () => {
    const entry = await readSeat(parts, primaryId, person)
    if (entry === undefined) throw seatless()
    const wanted = entry.muted ? withoutMicrophone(seat.capabilities) : seat.capabilities
    const found =
      entry.promotedId === undefined
        ? undefined
        : await findAttendee(parts, primaryId, entry.promotedId, wanted, options)
    if (found !== undefined) return { Meeting: primary, Attendee: found }
    const attendee = { ExternalUserId: person, ...(wanted !== undefined && { Capabilities: wanted }) }
    const placement = { meeting: seat.meeting, primary, person: attendee, primaryOnly: true }
    const session = await placeAttendee(parts, placement, options)
    const latest = (await readSeat(parts, primaryId, person).catch(() => undefined)) ?? entry
    const promoted = { ...latest, promotedId: session.Attendee.AttendeeId }
    await writeSeat(parts, primaryId, person, promoted).catch(() => undefined)
    return session
  })
}

function seatless(): MeetingError {
  return new MeetingError({
    code: 'not-found',
    message: 'this participant has no seat in the meeting, on this device',
    effect: 'none',
  })
}

const unheard: MeetingWarning = {
  code: 'not-applied',
  message:
    'the microphone is locked, or was muted, for this person: give it back with `lock`, `muteParticipants` or `changeRole`',
}
