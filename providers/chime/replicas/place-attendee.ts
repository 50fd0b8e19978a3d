import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { isAlive } from '../is-alive.js'
import type { ChimeParts } from '../parts.js'
import { freeSeats } from '../seats/free-seats.js'
import type { ChimeSession, ChimeSessionAttendee, ChimeSessionMeeting } from '../session.js'
import type { AttendeeInput } from '../wire.js'
import { openReplica } from './open-replica.js'
import { replicasOf, seatsOf } from './replica-limits.js'

/** Seats that are given free while somebody waits for one: no more than go out at once under the usual rate limit. */
const FREED_AT_ONCE = 20

export interface Placement {
  readonly meeting: ProviderMeeting
  readonly primary: ChimeSessionMeeting
  readonly person: AttendeeInput
  /** In the meeting itself or nowhere, seats that are reserved included. */
  readonly primaryOnly: boolean
}

/**
 * Creates an attendee where there is a seat: in the meeting itself, of which some seats are reserved where it may have
 * replicas, else in the first replica that is not full. Where everything is full, seats of people who left are given free first.
 * Fails with `capacity`, or with `quota` where the account is allowed no more replicas.
 */
export async function placeAttendee(
  parts: ChimeParts,
  placement: Placement,
  options: ProviderCallOptions,
): Promise<ChimeSession> {
  try {
    return await tryToPlace(parts, placement, options)
  } catch (error) {
    if (!MeetingError.is(error) || (error.code !== 'capacity' && error.code !== 'quota')) throw error
    const freed = await freeSeats(parts, placement.primary.MeetingId, options, FREED_AT_ONCE).catch(() => 0)
    if (freed === 0) throw error
    return tryToPlace(parts, placement, options)
  }
}

async function tryToPlace(
  parts: ChimeParts,
  placement: Placement,
  options: ProviderCallOptions,
): Promise<ChimeSession> {
  const { meeting, primary, person, primaryOnly } = placement
  const most = primaryOnly ? 0 : replicasOf(parts.config, meeting.settings, primary)
  const create = ({ MeetingId }: ChimeSessionMeeting): Promise<ChimeSessionAttendee> =>
    parts.gather.join(MeetingId, person, options)
  if (most === 0) return { Meeting: primary, Attendee: await create(primary) }
  const { full, room } = parts.seats
  const free = seatsOf(primary) - parts.config.reservedSeats
  let refusal: MeetingError | undefined
  for (let n = 0; n <= most; n += 1) {
    const Meeting = n === 0 ? primary : await openReplica(parts, meeting, primary, n, options)
    const { MeetingId } = Meeting
    if (full.has(MeetingId)) continue
    try {
      const Attendee =
        n === 0 ? await room.take(MeetingId, free, options, () => create(primary)) : await create(Meeting)
      if (Attendee !== undefined) return { Meeting, Attendee }
    } catch (error) {
      if (!(await isPassedOver(parts, primary, n, error, options))) throw error
      full.add(MeetingId)
      if (MeetingError.is(error)) refusal = error
    }
  }
  throw refusal?.code === 'capacity' ? refusal : noSeat(most)
}

/** Whether the next replica is to be tried: this one is full, or it alone has been deleted by hand. */
async function isPassedOver(
  parts: ChimeParts,
  { MeetingId }: ChimeSessionMeeting,
  n: number,
  error: unknown,
  options: ProviderCallOptions,
): Promise<boolean> {
  if (!MeetingError.is(error)) return false
  if (error.code === 'capacity') return true
  return error.code === 'not-found' && n > 0 && (await isAlive(parts, MeetingId, options))
}

function noSeat(replicas: number): MeetingError {
  return new MeetingError({
    code: 'capacity',
    message: `the meeting is full, and so are its replicas (${replicas} at most)`,
    effect: 'none',
  })
}
