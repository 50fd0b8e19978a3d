import type { ParticipantRole } from '../../../src/spec/participant.js'
import { type Members, objectOf, text } from '../reading.js'

/** What is remembered of a seat, the place of one participant on one device. Never a join token. */
export interface SeatEntry {
  /** The Chime meeting that the seat is in: the meeting itself or one of its replicas. */
  readonly meetingId: string
  /** Absent where the seat was given free. */
  readonly attendeeId?: string
  readonly role: ParticipantRole
  /** Milliseconds since the epoch; absent while nobody said that the client is gone. */
  readonly leftAt?: number
  /** When an event told that, by our clock: events may come late, and whoever came back in between is told of later still. */
  readonly leftToldAt?: number
  /** The attendee in the meeting itself by which a listener of a replica is heard. */
  readonly promotedId?: string
  /** A moderator took the permission to send sound. */
  readonly muted?: true
  /**
   * As given to `join`, for events, in which Chime tells an id only. The one thing about a person in here: like the rest of the
   * entry it stays in the store of your backend, for 25 hours after it was last written.
   */
  readonly name?: string
  /** When `join` last gave out the seat, as far as that was worth writing down: what was before is of no account any more. */
  readonly takenAt?: number
  /** What events last said of its attendees, by AttendeeId. */
  readonly connections?: Readonly<Record<string, SeatConnection>>
}

/** What an event said of an attendee. */
export interface SeatConnection {
  /** By the clock of Chime, in milliseconds since the epoch. */
  readonly at: number
  readonly inside: boolean
}

/** Since when the grace period of who left runs; undefined for who did not. */
export function awaySince(entry: SeatEntry | undefined): number | undefined {
  if (entry?.leftAt === undefined) return undefined
  return Math.max(entry.leftAt, entry.leftToldAt ?? entry.leftAt)
}

/** Whether this attendee is the seat's, or the one by which its person is heard, and the person left. */
export function isLeftBy(entry: SeatEntry | undefined, attendeeId: string): boolean {
  if (entry?.leftAt === undefined) return false
  return entry.attendeeId === attendeeId || entry.promotedId === attendeeId
}

/** What is remembered after an attendee was deleted: that the person was there. */
export function vacated({ attendeeId, promotedId, ...entry }: SeatEntry, deletedId: string): SeatEntry {
  return {
    ...entry,
    ...(attendeeId !== undefined && attendeeId !== deletedId && { attendeeId }),
    ...(promotedId !== undefined && promotedId !== deletedId && { promotedId }),
  }
}

export function seatText(entry: SeatEntry): string {
  return JSON.stringify(entry)
}

/** Reads what `seatText` wrote; undefined for anything else. */
export function parseSeat(line: string | undefined): SeatEntry | undefined {
  const read = parsed(line)
  if (read === undefined) return undefined
  const { meetingId, role, leftAt, leftToldAt, takenAt } = read
  if (typeof meetingId !== 'string' || (role !== 'moderator' && role !== 'attendee')) return undefined
  return {
    meetingId,
    role,
    ...text(read, 'attendeeId'),
    ...text(read, 'promotedId'),
    ...(typeof leftAt === 'number' && { leftAt }),
    ...(typeof leftToldAt === 'number' && { leftToldAt }),
    ...(read['muted'] === true && { muted: true }),
    ...text(read, 'name'),
    ...(typeof takenAt === 'number' && { takenAt }),
    ...connectionsIn(read),
  }
}

function connectionsIn(read: Members): Pick<SeatEntry, 'connections'> {
  const members = Object.entries(objectOf(read, 'connections') ?? {})
  const connections = members.flatMap(([attendeeId, connection]): [string, SeatConnection][] => {
    const { at, inside } = objectOf({ connection }, 'connection') ?? {}
    return typeof at === 'number' && typeof inside === 'boolean' ? [[attendeeId, { at, inside }]] : []
  })
  return connections.length === 0 ? {} : { connections: Object.fromEntries(connections) }
}

function parsed(line: string | undefined): Members | undefined {
  if (line === undefined) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Members) : undefined
  } catch {
    return undefined
  }
}
