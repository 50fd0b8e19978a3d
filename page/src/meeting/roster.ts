import type { PagePerson, PageRole } from '../../../src/join-page/page-api.js'
import type { MeetingState } from './meeting-state.js'
import { CONTENT_SUFFIX } from './seats.js'

/** A person who is inside, with all devices. */
export interface RosterRow {
  /** Another one for each row. */
  readonly key: string
  readonly participantId: string
  /** Absent until the server has told it. */
  readonly name: string | undefined
  readonly avatarUrl: string | undefined
  readonly role: PageRole
  readonly me: boolean
  readonly muted: boolean
  /** A moderator has taken the microphone. */
  readonly taken: boolean
  readonly camera: boolean
  readonly sharing: boolean
  readonly handAt: number | undefined
  readonly weak: boolean
  readonly speaking: boolean
}

type Shown = Pick<MeetingState, 'seats' | 'people' | 'tiles' | 'sending' | 'speakers' | 'hands'>

/** Who is inside: oneself first, then raised hands in their order, then moderators, then the others by name. */
export function rosterOf(state: Shown, mySeat: string, language: string): readonly RosterRow[] {
  const people = new Map(state.people.map((person) => [person.seat, person]))
  const rows = new Map<string, RosterRow>()
  for (const seat of state.seats.values()) {
    const person = people.get(seat.seat)
    const row = rowOf(state, seat.attendeeId, seat, person, mySeat)
    const other = rows.get(row.key)
    rows.set(row.key, other === undefined ? row : together(other, row))
  }
  const { compare } = new Intl.Collator(language)
  return [...rows.values()].sort(
    (a, b) =>
      Number(b.me) - Number(a.me) ||
      (a.handAt ?? Number.MAX_VALUE) - (b.handAt ?? Number.MAX_VALUE) ||
      Number(b.role === 'moderator') - Number(a.role === 'moderator') ||
      compare(a.name ?? '\uffff', b.name ?? '\uffff'),
  )
}

function rowOf(
  { tiles, sending, speakers, hands }: Shown,
  attendeeId: string,
  seat: { readonly seat: string; readonly muted: boolean; readonly weak: boolean },
  person: PagePerson | undefined,
  mySeat: string,
): RosterRow {
  return {
    key: person?.participantId ?? seat.seat,
    participantId: person?.participantId ?? '',
    name: person?.name,
    avatarUrl: person?.avatarUrl,
    role: person?.role ?? 'attendee',
    me: seat.seat === mySeat,
    muted: seat.muted,
    taken: person?.muted ?? false,
    camera: sending.has(attendeeId) || tiles.some((tile) => tile.local && tile.attendeeId === attendeeId),
    sharing: tiles.some((tile) => tile.content && tile.attendeeId === attendeeId + CONTENT_SUFFIX),
    handAt: hands.get(seat.seat),
    weak: seat.weak,
    // The client library takes its time to notice that somebody who was muted says nothing any more.
    speaking: !seat.muted && speakers.includes(attendeeId),
  }
}

/** The same person on another device. */
function together(one: RosterRow, other: RosterRow): RosterRow {
  const hands = [one.handAt, other.handAt].filter((at) => at !== undefined)
  return {
    ...one,
    me: one.me || other.me,
    muted: one.muted && other.muted,
    taken: one.taken && other.taken,
    camera: one.camera || other.camera,
    sharing: one.sharing || other.sharing,
    handAt: hands.length === 0 ? undefined : Math.min(...hands),
    weak: one.weak && other.weak,
    speaking: one.speaking || other.speaking,
  }
}
