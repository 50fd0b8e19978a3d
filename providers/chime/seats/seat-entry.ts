import type { ParticipantRole } from '../../../src/spec/participant.js'
import { type Members, text } from '../reading.js'

/** What is remembered of a seat, the place of one participant on one device. Never a join token. */
export interface SeatEntry {
  /** The Chime meeting that the seat is in: the meeting itself or one of its replicas. */
  readonly meetingId: string
  /** Absent where the seat was given free. */
  readonly attendeeId?: string
  readonly role: ParticipantRole
  /** Milliseconds since the epoch; absent while nobody said that the client is gone. */
  readonly leftAt?: number
  /** The attendee in the meeting itself by which a listener of a replica is heard. */
  readonly promotedId?: string
  /** A moderator took the permission to send sound. */
  readonly muted?: true
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
  const { meetingId, role, leftAt } = read
  if (typeof meetingId !== 'string' || (role !== 'moderator' && role !== 'attendee')) return undefined
  return {
    meetingId,
    role,
    ...text(read, 'attendeeId'),
    ...text(read, 'promotedId'),
    ...(typeof leftAt === 'number' && { leftAt }),
    ...(read['muted'] === true && { muted: true }),
  }
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
