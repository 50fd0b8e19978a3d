import type { SeatConnection, SeatEntry } from './seat-entry.js'

/** What an event says of one of a seat's attendees. */
export interface SeatChange extends SeatConnection {
  readonly attendeeId: string
  /** Our time. */
  readonly now: number
}

/**
 * The entry after an event; undefined where the event changes nothing: it is of an attendee that is not the seat's, something
 * later was told of the same one, or `join` gave out the seat again after it. The same in whatever order events come, and
 * however often.
 *
 * The person left where the seat's own attendee did, unless the one by which a listener is heard is inside: whether the first goes
 * out while somebody is promoted is not documented.
 */
export function withPresence(
  entry: SeatEntry,
  { attendeeId, at, inside, now }: SeatChange,
): SeatEntry | undefined {
  const own = [entry.attendeeId, entry.promotedId].filter((id) => id !== undefined)
  const before = entry.connections?.[attendeeId]
  if (!own.includes(attendeeId) || (!inside && at < (entry.takenAt ?? at))) return undefined
  // Of two things at the same moment, that somebody came counts: a seat that is kept harms less than one that is taken away.
  if (before !== undefined && (before.at > at || (before.at === at && (before.inside || !inside))))
    return undefined
  const known = own.flatMap((id) => {
    const connection = id === attendeeId ? { at, inside } : entry.connections?.[id]
    return connection === undefined ? [] : [[id, connection] as const]
  })
  const { leftAt: _leftAt, leftToldAt, ...rest } = entry
  const connections = Object.fromEntries(known)
  const leftAt = leftAtOf(entry, connections)
  if (leftAt === undefined) return { ...rest, connections }
  const told = leftAt === entry.leftAt ? leftToldAt : now
  return { ...rest, connections, leftAt, ...(told !== undefined && { leftToldAt: told }) }
}

function leftAtOf(
  { attendeeId, promotedId, leftAt, connections: before }: SeatEntry,
  connections: Readonly<Record<string, SeatConnection>>,
): number | undefined {
  const all = Object.values(connections)
  const latest = (inside: boolean): number =>
    Math.max(...all.flatMap((connection) => (connection.inside === inside ? [connection.at] : [])))
  const isOut = attendeeId === undefined || connections[attendeeId]?.inside === false
  const isHeard = promotedId !== undefined && connections[promotedId]?.inside === true
  const byEvents = isOut && !isHeard ? latest(false) : Number.NEGATIVE_INFINITY
  // What `leave` said holds until the person comes back; what events said is said anew.
  const wasByEvents = Object.values(before ?? {}).some(({ at, inside }) => !inside && at === leftAt)
  const byLeave =
    leftAt !== undefined && !wasByEvents && leftAt >= latest(true) ? leftAt : Number.NEGATIVE_INFINITY
  const left = Math.max(byEvents, byLeave)
  return left === Number.NEGATIVE_INFINITY ? undefined : left
}
