import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { participantOf } from '../external-id.js'
import type { ChimeParts } from '../parts.js'
import { knownReplicas } from '../replicas/known-replicas.js'
import type { ChimeSessionAttendee } from '../session.js'
import { attendeePages } from './attendee-pages.js'
import { freeSeat, isDue } from './free-seat.js'
import { readSeat } from './ledger.js'
import { isCleared, lastLeave, noteCleared } from './left-marker.js'
import { isLeftBy, type SeatEntry } from './seat-entry.js'

/** What a look for seats of people who left came to. */
interface Look {
  readonly freed: number
  /** There are more of them, whose grace period lasts or who were too many. */
  readonly more: boolean
}

/**
 * Gives the seats of those free who left longer ago than the grace period, in the meeting and its replicas, `most` of them at
 * most. Asks the store twice and nobody else where nobody left since the last time. Nobody is touched whom the ledger does not
 * know, or knows by another attendee; bots neither. Answers how many it freed. Safe to repeat, and to run in many places at once.
 * Fails with `not-found` where the meeting is gone, and with `unavailable` where the store fails.
 */
export async function freeSeats(
  parts: ChimeParts,
  primaryId: string,
  options: ProviderCallOptions,
  most: number = Number.POSITIVE_INFINITY,
): Promise<number> {
  const leave = await lastLeave(parts, primaryId)
  if (leave === undefined || (await isCleared(parts, primaryId, leave))) return 0
  return parts.seats.freeing.run(primaryId, options, async (shared) => {
    const { freed, more } = await lookEverywhere(parts, primaryId, shared, most)
    if (!more) await noteCleared(parts, primaryId, leave).catch(() => undefined)
    return freed
  })
}

async function lookEverywhere(
  parts: ChimeParts,
  primaryId: string,
  options: ProviderCallOptions,
  most: number,
): Promise<Look> {
  let { freed, more } = await look(parts, primaryId, primaryId, options, most)
  for (const { MeetingId } of await knownReplicas(parts, primaryId)) {
    const there = await look(parts, primaryId, MeetingId, options, most - freed).catch(nothingIfGone)
    freed += there.freed
    more ||= there.more
  }
  return { freed, more }
}

async function look(
  parts: ChimeParts,
  primaryId: string,
  meetingId: string,
  options: ProviderCallOptions,
  most: number,
): Promise<Look> {
  let freed = 0
  let more = false
  for await (const page of attendeePages(parts, meetingId, options)) {
    const entries = await Promise.all(page.map((attendee) => entryOf(parts, primaryId, attendee)))
    for (const [index, { AttendeeId: attendeeId, ExternalUserId: externalUserId }] of page.entries()) {
      if (!isLeftBy(entries[index], attendeeId)) continue
      const attempt = freed < most && isDue(parts, entries[index])
      const seat = { primaryId, meetingId, attendeeId, externalUserId }
      if (!attempt) more = true
      else if (await freeSeat(parts, seat, options)) freed += 1
    }
  }
  return { freed, more }
}

async function entryOf(
  parts: ChimeParts,
  primaryId: string,
  { ExternalUserId }: ChimeSessionAttendee,
): Promise<SeatEntry | undefined> {
  return participantOf(ExternalUserId) === undefined ? undefined : readSeat(parts, primaryId, ExternalUserId)
}

/** A replica can be deleted by hand, under a meeting that goes on. */
function nothingIfGone(error: unknown): Look {
  if (MeetingError.is(error) && error.code === 'not-found') return { freed: 0, more: false }
  throw error
}
