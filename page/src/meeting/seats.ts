/** One connection: a person with two devices has two. */
interface Seat {
  readonly attendeeId: string
  /** The client library's external user id; the server's `PagePerson.seat`. */
  readonly seat: string
  readonly muted: boolean
  readonly weak: boolean
}

/** By attendee id, in the order in which they came. */
export type Seats = ReadonlyMap<string, Seat>

/** Shared content connects as an attendee of its own. */
export const CONTENT_SUFFIX = '#content'

/** The vendor's own services join as attendees whose external id begins so (recording, transcription). */
const VENDOR_PREFIX = 'aws:'

/** Whether this is the connection of a person. */
export function isPerson(attendeeId: string, seat: string): boolean {
  return !attendeeId.endsWith(CONTENT_SUFFIX) && !seat.startsWith(VENDOR_PREFIX)
}

/** Somebody came. After a reconnect the library says so again of everybody: they keep their place. */
export function seatTaken(seats: Seats, attendeeId: string, seat: string): Seats {
  if (seats.has(attendeeId)) return seats
  return new Map(seats).set(attendeeId, { attendeeId, seat, muted: false, weak: false })
}

export function seatLeft(seats: Seats, attendeeId: string): Seats {
  if (!seats.has(attendeeId)) return seats
  const rest = new Map(seats)
  rest.delete(attendeeId)
  return rest
}

/** The library reports each value only when it is another one, and null for those that stay. */
export function seatHeard(
  seats: Seats,
  attendeeId: string,
  heard: { readonly muted: boolean | null; readonly signal: number | null },
): Seats {
  const seat = seats.get(attendeeId)
  if (seat === undefined) return seats
  const muted = heard.muted ?? seat.muted
  const weak = heard.signal === null ? seat.weak : heard.signal <= 0.5
  if (muted === seat.muted && weak === seat.weak) return seats
  return new Map(seats).set(attendeeId, { ...seat, muted, weak })
}
