import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { abandonable, unhurried } from '../abandon.js'
import { participantOf } from '../external-id.js'
import type { ChimeParts } from '../parts.js'
import { knownReplicas } from '../replicas/known-replicas.js'
import type { ChimeSessionAttendee } from '../session.js'
import { attendeePages } from './attendee-pages.js'
import { deleteAttendee } from './delete-attendee.js'
import { announceFreeing } from './freeing.js'
import { readSeat, writeSeat } from './ledger.js'
import { isCleared, lastLeave, noteCleared } from './left-marker.js'
import { isLeftBy, type SeatEntry, vacated } from './seat-entry.js'

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
  const { freeing } = parts.seats
  let work = freeing.get(primaryId)
  if (work === undefined) {
    work = lookEverywhere(parts, primaryId, unhurried(options.remainingMs), most)
      .then(async ({ freed, more }) => {
        if (!more) await noteCleared(parts, primaryId, leave).catch(() => undefined)
        return freed
      })
      .finally(() => freeing.delete(primaryId))
    freeing.set(primaryId, work)
  }
  return abandonable(work, options.signal, 'unknown')
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
  const { full, room } = parts.seats
  let freed = 0
  let more = false
  for await (const page of attendeePages(parts, meetingId, options)) {
    const entries = await Promise.all(page.map((attendee) => entryOf(parts, primaryId, attendee)))
    for (const [index, { AttendeeId, ExternalUserId }] of page.entries()) {
      if (!isLeftBy(entries[index], AttendeeId)) continue
      const attempt = freed < most && isDue(parts, entries[index])
      if (!attempt) more = true
      else if (await free(parts, primaryId, meetingId, AttendeeId, ExternalUserId, options)) freed += 1
    }
  }
  if (freed > 0) {
    full.delete(meetingId)
    room.forget(meetingId)
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

/** False where somebody else did it, or where the person is back. */
async function free(
  parts: ChimeParts,
  primaryId: string,
  meetingId: string,
  attendeeId: string,
  externalUserId: string,
  options: ProviderCallOptions,
): Promise<boolean> {
  await announceFreeing(parts, attendeeId)
  const entry = await readSeat(parts, primaryId, externalUserId)
  if (!isLeftBy(entry, attendeeId) || !isDue(parts, entry)) return false
  const deleted = await deleteAttendee(parts, meetingId, attendeeId, options)
  const latest = await readSeat(parts, primaryId, externalUserId)
  if (latest !== undefined && isLeftBy(latest, attendeeId))
    await writeSeat(parts, primaryId, externalUserId, vacated(latest, attendeeId))
  return deleted
}

function isDue({ config, clock }: ChimeParts, entry: SeatEntry | undefined): boolean {
  return entry?.leftAt !== undefined && entry.leftAt + config.seatGraceMs <= clock.now()
}

/** A replica can be deleted by hand, under a meeting that goes on. */
function nothingIfGone(error: unknown): Look {
  if (MeetingError.is(error) && error.code === 'not-found') return { freed: 0, more: false }
  throw error
}
