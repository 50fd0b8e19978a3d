import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { LeaveRequest } from '../../../src/spec/leave.js'
import type { ProviderMeeting, ProviderParticipantOutcome } from '../../../src/spec/provider.js'
import { externalUserId } from '../external-id.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import { laterStep } from '../several-steps.js'
import { freeSeat } from './free-seat.js'
import { changeSeat } from './ledger.js'
import { lastLeave, noteLeave } from './left-marker.js'
import type { SeatEntry } from './seat-entry.js'

/**
 * Notes that a person's client is gone. The seat is kept for the grace period, in which the same device gets it back, and
 * then given free by `freeSeats`; at once where the grace period is zero. Asks Chime nothing before that. `not-found` where no
 * seat is remembered; fails with `unavailable` where the store fails. Safe to repeat: the first time counts.
 */
export async function leaveMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  { participantId, device }: LeaveRequest,
  options: ProviderCallOptions,
): Promise<ProviderParticipantOutcome> {
  const primaryId = meetingIdOf(meeting, parts)
  const person = externalUserId(participantId, device)
  const now = parts.clock.now()
  let isNew = false
  const entry = await changeSeat(parts, primaryId, person, (before) => {
    isNew = before.leftAt === undefined
    return isNew ? { ...before, leftAt: now } : undefined
  })
  if (entry === undefined) return 'not-found'
  if (isNew) await laterStep(noteLeave(parts, primaryId, now))
  else await noteAgain(parts, primaryId, entry.leftAt ?? now)
  if (parts.config.seatGraceMs === 0) await laterStep(freeBoth(parts, primaryId, person, entry, options))
  return 'done'
}

/** An earlier call may have failed between the two notes. */
async function noteAgain(parts: ChimeParts, primaryId: string, leftAt: number): Promise<void> {
  const last = await lastLeave(parts, primaryId)
  if (last === undefined || last.at < leftAt) await noteLeave(parts, primaryId, parts.clock.now())
}

/** The seat, and that by which a listener of a replica is heard. */
async function freeBoth(
  parts: ChimeParts,
  primaryId: string,
  externalUserId: string,
  { meetingId: seatedIn, attendeeId: seat, promotedId }: SeatEntry,
  options: ProviderCallOptions,
): Promise<void> {
  for (const [meetingId, attendeeId] of [
    [seatedIn, seat],
    [primaryId, promotedId],
  ] as const)
    if (attendeeId !== undefined)
      await freeSeat(parts, { primaryId, meetingId, attendeeId, externalUserId }, options)
}
