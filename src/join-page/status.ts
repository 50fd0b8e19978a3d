import { createHash } from 'node:crypto'
import type { Call } from '../call/call.js'
import { MeetingError } from '../errors/meeting-error.js'
import { isOver, type Session } from '../identity/session.js'
import { type Room, roomName } from '../join-link/rooms.js'
import { BoundedMap } from '../memory/bounded-map.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { HereAnswer, PagePerson, StatusAnswer, WaitingPerson } from './page-api.js'
import { pageLocks } from './page-meeting.js'
import { type PageParts, sessionOf } from './page-parts.js'
import type { PassClaims } from './passes.js'
import { RecordingSign } from './recording-sign.js'
import { refused } from './refusals.js'

/** Everybody in a meeting asks; one answer serves all who ask within this time. */
const HOLDS_MS = 1_000
const MAX_KEPT = 10_000

const POLL_MS = 5_000
/** Moderators see who waits. */
const MODERATOR_POLL_MS = 3_000
/** In large meetings an answer is large, too. */
const LARGE = 100
const LARGE_POLL_MS = 10_000

/** What is known of a session for everybody who is in it. */
interface Snapshot {
  readonly at: number
  readonly session: Session
  readonly room: Room
  readonly waiting: readonly WaitingPerson[]
  readonly recording: boolean
}

/** Tells pages who is who, who waits, and what is locked. */
export class Status {
  readonly #parts: PageParts
  readonly #sign: RecordingSign
  readonly #kept = new BoundedMap<string, { readonly at: number; readonly snapshot: Promise<Snapshot> }>(
    MAX_KEPT,
  )

  constructor(parts: PageParts) {
    this.#parts = parts
    this.#sign = new RecordingSign(parts)
  }

  /** Fails with `unavailable`. `ref`: of the pass. */
  async answer(call: Call, claims: PassClaims, ref: MeetingRef, since?: string): Promise<StatusAnswer> {
    const { session, room, waiting, recording } = await this.#snapshot(call, claims, ref)
    if (isOver(session)) return refused('ended')
    if (room.removed.has(claims.participant.id)) return refused('denied')
    const moderates = claims.role === 'moderator'
    const asked = waiting.filter(
      ({ participantId: id }) => !room.admitted.has(id) && !room.refused.has(id) && !room.removed.has(id),
    )
    const said: Omit<HereAnswer, 'revision' | 'pollMs'> = {
      state: 'here',
      people: peopleOf(room),
      waiting: moderates ? asked : [],
      recording: recording ? 'running' : 'off',
      locks: pageLocks(session.record?.settings),
    }
    const revision = createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)
    const large = said.people.length > LARGE ? LARGE_POLL_MS : POLL_MS
    const pollMs = moderates ? MODERATOR_POLL_MS : large
    return revision === since ? { state: 'unchanged', pollMs } : { ...said, revision, pollMs }
  }

  /** What was done here shows at once. */
  forget(ref: MeetingRef): void {
    this.#kept.delete(roomName(ref))
  }

  #snapshot(call: Call, claims: PassClaims, ref: MeetingRef): Promise<Snapshot> {
    const name = roomName(ref)
    const now = this.#parts.core.clock.now()
    const known = this.#kept.get(name)
    if (known !== undefined && now < known.at + HOLDS_MS) return known.snapshot
    const snapshot = this.#read(call, claims, now)
    this.#kept.set(name, { at: now, snapshot })
    // Whoever asks next tries again.
    snapshot.catch(() => {
      if (this.#kept.get(name)?.snapshot === snapshot) this.#kept.delete(name)
    })
    return snapshot
  }

  async #read(call: Call, claims: PassClaims, at: number): Promise<Snapshot> {
    const session = await sessionOf(this.#parts, call, claims)
    // Without the record everything would count as locked, and every page would switch its devices off.
    if (session.directoryDown === true)
      throw new MeetingError({
        code: 'unavailable',
        message: 'the directory does not answer',
        effect: 'none',
      })
    const [room, waiting] = await Promise.all([
      this.#parts.rooms.read(session.ref),
      this.#parts.waiting.list(session.key),
    ])
    const recording = !isOver(session) && (await this.#sign.isRunning(session, room))
    return { at, session, room, waiting, recording }
  }
}

/** Those who were sent out among them: who is still inside all the same can be sent out again. */
function peopleOf({ people, muted }: Room): readonly PagePerson[] {
  return [...people].map(([seat, { id, ...person }]) => ({
    seat,
    participantId: id,
    ...person,
    muted: muted.has(id),
  }))
}
