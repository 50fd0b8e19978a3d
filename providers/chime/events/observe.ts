import type { ProviderEvent } from '../../../src/spec/provider-events.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type { ChimeParts } from '../parts.js'
import { objectOf } from '../reading.js'
import { changeSeat, readSeat } from '../seats/ledger.js'
import { noteEarlierLeave } from '../seats/left-marker.js'
import { awaySince, type SeatEntry } from '../seats/seat-entry.js'
import { withPresence } from '../seats/seat-presence.js'
import { withoutContent } from './person-of.js'

/**
 * Keeps the seats of a meeting by its events: the seat of who left is given free as after `leave`, and kept for who came back. Adds
 * name and role as they were given to `join`. Asks Chime nothing. Safe to repeat, and indifferent to the order of events; fails
 * with `unavailable` where the store does. What is remembered of a meeting that ended is forgotten after 25 hours, so that events
 * which arrive after its end have their names.
 */
export async function observe(
  parts: ChimeParts,
  { vendor }: ProviderMeeting,
  event: ProviderEvent,
): Promise<ProviderEvent> {
  const { meetingId: primaryId } = vendor
  const person = objectOf(event.providerData, 'detail')?.['externalUserId']
  if (primaryId === undefined || typeof person !== 'string') return event
  switch (event.type) {
    case 'participant.joined':
    case 'participant.left': {
      const entry = await changed(parts, primaryId, withoutContent(person), event)
      return { ...event, participant: { ...event.participant, ...known(entry) } }
    }
    case 'participant.updated': {
      // Who switches something on is inside, also where the event that they came was lost.
      const isSign = Object.values(event.changes).includes(true)
      const seat = withoutContent(person)
      const entry = isSign
        ? await changed(parts, primaryId, seat, event)
        : await readSeat(parts, primaryId, seat)
      return { ...event, participant: { ...event.participant, ...known(entry) } }
    }
    default:
      return event
  }
}

async function changed(
  parts: ChimeParts,
  primaryId: string,
  person: string,
  { type, at, participant }: Extract<ProviderEvent, { readonly type: `participant.${string}` }>,
): Promise<SeatEntry | undefined> {
  const inside = type !== 'participant.left'
  const now = parts.clock.now()
  const change = { attendeeId: participant.connectionId, at: at.getTime(), inside, now }
  const entry = await changeSeat(parts, primaryId, person, (before) => withPresence(before, change))
  // Also of an event that comes again: the first time may have failed in between.
  const isLeft =
    !inside && entry?.leftAt !== undefined && entry.connections?.[change.attendeeId]?.at === change.at
  if (isLeft) await noteEarlierLeave(parts, primaryId, awaySince(entry) ?? entry.leftAt)
  return entry
}

function known(entry: SeatEntry | undefined): { readonly name?: string; readonly role?: SeatEntry['role'] } {
  if (entry === undefined) return {}
  const { name, role } = entry
  return { ...(name !== undefined && { name }), role }
}
