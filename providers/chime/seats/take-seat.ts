import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ChimeParts } from '../parts.js'
import { placeAttendee } from '../replicas/place-attendee.js'
import { sameCapabilities, withoutMicrophone } from '../role-capabilities.js'
import type { ChimeSession } from '../session.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'
import { deleteAttendee } from './delete-attendee.js'
import { findAttendee } from './find-attendee.js'
import { isBeingFreed } from './freeing.js'
import { readSeat, writeSeat } from './ledger.js'
import type { SeatEntry } from './seat-entry.js'
import type { SeatRequest } from './seat-request.js'

/**
 * The seat of a person's device: the one from before, wherever it is, or a new one. Those who want the same seat at the same
 * moment get the same attendee; two processes may make two of them in the time that the store needs to answer. A store that fails
 * costs a new seat and nothing else.
 */
export async function takeSeat(
  parts: ChimeParts,
  request: SeatRequest,
  options: ProviderCallOptions,
): Promise<ChimeSession> {
  const key = `${request.primary.MeetingId}:${request.externalUserId}`
  const taken = await parts.seats.turns.run(key, options.signal, async (before) => {
    if (before !== undefined && isSame(before.request, request)) return before
    return { session: await findOrMake(parts, request, options), request }
  })
  return taken.session
}

function isSame(one: SeatRequest, other: SeatRequest): boolean {
  return one.role === other.role && sameCapabilities(one.capabilities, other.capabilities)
}

async function findOrMake(
  parts: ChimeParts,
  request: SeatRequest,
  options: ProviderCallOptions,
): Promise<ChimeSession> {
  const { primary, externalUserId, role } = request
  const entry = await readSeat(parts, primary.MeetingId, externalUserId).catch(() => undefined)
  // A mute is over with the role in which it was suffered.
  const muted = entry?.muted === true && entry.role === role
  const wanted = muted ? withoutMicrophone(request.capabilities) : request.capabilities
  // A moderator belongs into the meeting itself; whoever was let in as an attendee may sit in a replica.
  const moves = role === 'moderator' && entry !== undefined && entry.meetingId !== primary.MeetingId
  if (entry !== undefined && !moves) {
    const found = await findSeat(parts, request, entry, wanted, options)
    if (found !== undefined) return found
  }
  const person = {
    ExternalUserId: externalUserId,
    ...(wanted !== undefined && { Capabilities: wanted }),
  }
  const placement = { meeting: request.meeting, primary, person, primaryOnly: role === 'moderator' }
  const session = await placeAttendee(parts, placement, options)
  const { Meeting, Attendee } = session
  const faster = moves ? undefined : await madeMeanwhile(parts, request, entry)
  const theirs = faster && (await findSeat(parts, request, faster, wanted, options))
  if (theirs !== undefined) {
    // Whether Chime makes a second attendee for the same ExternalUserId is not documented.
    if (theirs.Attendee.AttendeeId !== Attendee.AttendeeId)
      await deleteAttendee(parts, Meeting.MeetingId, Attendee.AttendeeId, options).catch(() => undefined)
    return theirs
  }
  const made: SeatEntry = {
    meetingId: Meeting.MeetingId,
    attendeeId: Attendee.AttendeeId,
    role,
    ...(muted && { muted }),
    ...nameOf(request, entry),
    ...(!moves && entry?.promotedId !== undefined && { promotedId: entry.promotedId }),
  }
  await writeSeat(parts, primary.MeetingId, externalUserId, made).catch(() => undefined)
  if (moves) await giveUp(parts, primary.MeetingId, entry, options)
  return session
}

/** The seat that another process gave to the same person's device while this one did, too. */
async function madeMeanwhile(
  parts: ChimeParts,
  { primary, externalUserId }: SeatRequest,
  before: SeatEntry | undefined,
): Promise<SeatEntry | undefined> {
  const latest = await readSeat(parts, primary.MeetingId, externalUserId).catch(() => undefined)
  return latest?.attendeeId === before?.attendeeId ? undefined : latest
}

async function findSeat(
  parts: ChimeParts,
  request: SeatRequest,
  entry: SeatEntry,
  wanted: ChimeAttendeeCapabilities | undefined,
  options: ProviderCallOptions,
): Promise<ChimeSession | undefined> {
  const { primary, externalUserId, role } = request
  const { meetingId, attendeeId } = entry
  if (attendeeId === undefined) return undefined
  const { name } = nameOf(request, entry)
  // What events said of the attendee is of the time before, also where it is told only now.
  const isKnown = entry.connections === undefined && entry.leftAt === undefined
  if (!isKnown || entry.role !== role || entry.name !== name) {
    const {
      leftAt: _leftAt,
      leftToldAt: _leftToldAt,
      muted: _muted,
      connections: _connections,
      ...rest
    } = entry
    const back: SeatEntry = {
      ...rest,
      role,
      ...(entry.role === role && entry.muted && { muted: true }),
      ...(name !== undefined && { name }),
      takenAt: parts.clock.now(),
    }
    await writeSeat(parts, primary.MeetingId, externalUserId, back).catch(() => undefined)
    if (entry.leftAt !== undefined && (await isBeingFreed(parts, attendeeId).catch(() => false))) {
      // Whoever frees the seat may see in time that somebody is back, and then leaves it to us.
      await deleteAttendee(parts, meetingId, attendeeId, options).catch(() => undefined)
      return undefined
    }
  }
  const Attendee = await findAttendee(parts, meetingId, attendeeId, wanted, options)
  if (Attendee === undefined) return undefined
  const Meeting =
    meetingId === primary.MeetingId ? primary : await parts.descriptions.byId(meetingId, options)
  return { Meeting, Attendee }
}

function nameOf(request: SeatRequest, entry: SeatEntry | undefined): Pick<SeatEntry, 'name'> {
  const name = request.name ?? entry?.name
  return name === undefined ? {} : { name }
}

/** Best effort: what is left behind in a replica takes a seat and does no other harm. */
async function giveUp(
  parts: ChimeParts,
  primaryId: string,
  { meetingId, attendeeId, promotedId }: SeatEntry,
  options: ProviderCallOptions,
): Promise<void> {
  const left: Promise<unknown>[] = []
  if (attendeeId !== undefined) left.push(deleteAttendee(parts, meetingId, attendeeId, options))
  if (promotedId !== undefined) left.push(deleteAttendee(parts, primaryId, promotedId, options))
  await Promise.allSettled(left)
}
