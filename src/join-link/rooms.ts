import { isDeepStrictEqual } from 'node:util'
import { askStore } from '../memory/ask-store.js'
import type { Store } from '../ports/store.js'
import { keptText, readKept } from '../presence/kept-text.js'
import { sessionName } from '../presence/session-name.js'
import { type Change, SharedState, type StateFormat } from '../presence/shared-state.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { ParticipantRole } from '../spec/participant.js'

/** Longer than a meeting of a vendor that needs the page lives. */
const KEPT_MS = 26 * 60 * 60_000
/** More than come into one meeting; the earliest are forgotten first. */
const MAX_PEOPLE = 5_000

export interface RoomPerson {
  readonly id: string
  readonly name: string
  readonly role: ParticipantRole
  readonly avatarUrl?: string
}

/** What the page knows of a session beside what vendor and directory do. */
export interface Room {
  /** Who was let in, by seat. */
  readonly people: Map<string, RoomPerson>
  /** Participant ids. Of those who wait: who may come in, and who may not. */
  readonly admitted: Set<string>
  readonly refused: Set<string>
  /** Who was sent out. */
  readonly removed: Set<string>
  /** Whose microphone was taken. */
  readonly muted: Set<string>
  /** Whether it is recorded, and when that was known. */
  recording?: { readonly running: boolean; readonly at: number }
}

interface Kept {
  readonly people?: readonly [string, RoomPerson][]
  readonly admitted?: readonly string[]
  readonly refused?: readonly string[]
  readonly removed?: readonly string[]
  readonly muted?: readonly string[]
  readonly recording?: Room['recording']
}

const format: StateFormat<Room> = {
  read(text) {
    const kept: Kept = readKept(text) ?? {}
    const { people, admitted, refused, removed, muted, recording } = kept
    return {
      people: new Map(people),
      admitted: new Set(admitted),
      refused: new Set(refused),
      removed: new Set(removed),
      muted: new Set(muted),
      ...(recording !== undefined && { recording }),
    }
  },
  write: ({ people, admitted, refused, removed, muted, recording }) =>
    keptText({
      people: [...people],
      admitted: [...admitted],
      refused: [...refused],
      removed: [...removed],
      muted: [...muted],
      recording,
    }),
  ttlMs: () => KEPT_MS,
}

/** The rooms in the store, one for each session. */
export class Rooms {
  readonly #store: Store
  readonly #state: SharedState<Room>

  constructor(store: Store) {
    this.#store = store
    this.#state = new SharedState(store, format)
  }

  /** Fails with `unavailable`. */
  async read(ref: MeetingRef): Promise<Room> {
    return format.read(await askStore(this.#store.get(keyOf(ref))))
  }

  /** Answers the room as it is then. Fails with `unavailable`. */
  change(ref: MeetingRef, change: Change<Room>): Promise<Room> {
    return askStore(this.#state.change(keyOf(ref), change))
  }
}

/** Names a session, whoever asks: by its vendor's ids, for a ref out of a vendor's list has no number. */
export function roomName({ provider, tenant, id, vendor }: MeetingRef): string {
  const ids = Object.entries(vendor).sort(([one], [other]) => (one < other ? -1 : 1))
  return sessionName({ provider, ...(tenant !== undefined && { tenant }) }, JSON.stringify([id, ids]))
}

function keyOf(ref: MeetingRef): string {
  return `page:people:${roomName(ref)}`
}

/** Notes who has which seat. */
export function seat(seatName: string, person: RoomPerson): Change<Room> {
  return ({ people, muted }) => {
    const known = people.get(seatName)
    if (known !== undefined && isDeepStrictEqual(known, person)) return false
    people.delete(seatName)
    people.set(seatName, person)
    dropOldest(people)
    // With another role the vendor gives other permissions.
    if (known !== undefined && known.role !== person.role) muted.delete(person.id)
    return true
  }
}

/** Notes that somebody was sent out, or, after all, was not. */
export function sentOut(participantId: string, out: boolean): Change<Room> {
  return ({ removed }) => {
    if (removed.has(participantId) === out) return false
    if (out) removed.add(participantId)
    else removed.delete(participantId)
    dropOldest(removed)
    return true
  }
}

function dropOldest(entries: Map<string, unknown> | Set<string>): void {
  for (const key of entries.keys()) {
    if (entries.size <= MAX_PEOPLE) return
    entries.delete(key)
  }
}
