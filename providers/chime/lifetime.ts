import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import { createdAtOf } from './description.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'
import { peopleRemembered, readSeat } from './seats/ledger.js'
import { lastLeave } from './seats/left-marker.js'
import { listSeats } from './seats/list-seats.js'

const MINUTE = 60_000
/** How long a look that found somebody is trusted. */
const TRUSTED_MS = 5_000

/**
 * Since when a meeting should be over by those settings that Chime has nothing like: `durationMinutes`,
 * `expireIfNoUserJoinedMinutes` and `expireWhenLastUserLeftMinutes`. Undefined where it should not, where it was never recorded,
 * and where the store cannot tell: a meeting is never taken for empty because something was forgotten. Who left is who `leave` was
 * told of. Costs no call to Chime, but for a look at who has a seat before a meeting is called empty.
 */
export async function overdueSince(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<Date | undefined> {
  const createdAt = createdAtOf(meeting.notes)
  const { settings } = meeting
  if (createdAt === undefined || settings === undefined) return undefined
  const { durationMinutes, expireIfNoUserJoinedMinutes, expireWhenLastUserLeftMinutes } = settings
  const now = parts.clock.now()
  const due: number[] = []
  const add = async (at: number, holds: () => Promise<boolean> | boolean): Promise<void> => {
    if (at <= now && (await holds())) due.push(at)
  }
  if (durationMinutes !== undefined) await add(createdAt + durationMinutes * MINUTE, () => true)
  if (expireIfNoUserJoinedMinutes !== undefined)
    await add(createdAt + expireIfNoUserJoinedMinutes * MINUTE, () =>
      isEmpty(parts, meeting, 'nobody', options),
    )
  if (expireWhenLastUserLeftMinutes !== undefined && expireWhenLastUserLeftMinutes > 0) {
    const leave = await lastLeave(parts, meetingIdOf(meeting, parts)).catch(() => undefined)
    if (leave !== undefined)
      await add(leave.at + expireWhenLastUserLeftMinutes * MINUTE, () =>
        isEmpty(parts, meeting, 'all have left', options),
      )
  }
  return due.length === 0 ? undefined : new Date(Math.min(...due))
}

/** Fails with `not-found` where the meeting's time is up, though Chime may still have it. */
export async function refuseOverdue(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<void> {
  const since = await overdueSince(parts, meeting, options)
  if (since === undefined) return
  throw new MeetingError({
    code: 'not-found',
    message: `the meeting's time is up since ${since.toISOString()}`,
    effect: 'none',
  })
}

/** Whether a meeting is empty, in the way that a rule asks for. That it is not is trusted for a moment. */
async function isEmpty(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  how: 'nobody' | 'all have left',
  options: ProviderCallOptions,
): Promise<boolean> {
  const primaryId = meetingIdOf(meeting, parts)
  const { occupied } = parts.seats
  const key = `${how}:${primaryId}`
  if ((occupied.get(key) ?? 0) > parts.clock.now()) return false
  const empty = await looksEmpty(parts, meeting, primaryId, how, options)
  if (!empty) occupied.set(key, parts.clock.now() + TRUSTED_MS)
  return empty
}

/**
 * Whether the ledger says so, and Chime has nobody of whom the ledger does not: entries may be lost, and a meeting is not
 * ended under people's feet for that.
 */
async function looksEmpty(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  primaryId: string,
  how: 'nobody' | 'all have left',
  options: ProviderCallOptions,
): Promise<boolean> {
  try {
    if ((await peopleRemembered(parts, primaryId)) !== how) return false
    for (const { externalUserId } of await listSeats(parts, meeting, options))
      if ((await readSeat(parts, primaryId, externalUserId))?.leftAt === undefined) return false
    return true
  } catch (error) {
    if (!MeetingError.is(error) || error.code === 'aborted') throw error
    // A meeting that is gone is empty; one that cannot be looked at is not.
    return error.code === 'not-found'
  }
}
