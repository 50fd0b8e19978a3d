import type { Call } from '../call/call.js'
import { isOver, type Session } from '../identity/session.js'
import type { Room } from '../join-link/rooms.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { ActAnswer, PageAction, PagePermissions } from './page-api.js'
import { permissionsOf } from './page-meeting.js'
import { onBehalfOf, type PageParts, sessionOf } from './page-parts.js'
import type { PassClaims } from './passes.js'
import { noteRecording } from './recording-sign.js'
import { refused } from './refusals.js'

/** What each action needs. */
const needs: Readonly<Record<PageAction['action'], keyof PagePermissions>> = {
  mute: 'muteAll',
  unmute: 'muteAll',
  remove: 'remove',
  lock: 'lock',
  end: 'endForAll',
  'start-recording': 'record',
  'stop-recording': 'record',
  admit: 'admit',
  refuse: 'admit',
}

/** As many as one call takes. */
const MAX_EXCEPTIONS = 250
const done: ActAnswer = { state: 'done' }

/** Does what moderators ask for, in the meeting of their pass and in no other. */
export class Actions {
  readonly #parts: PageParts

  constructor(parts: PageParts) {
    this.#parts = parts
  }

  /** `ref`: of the pass. Safe to repeat. Fails as the facade does. */
  async act(call: Call, claims: PassClaims, ref: MeetingRef, action: PageAction): Promise<ActAnswer> {
    // Before anything is looked up: the role is in the pass.
    if (claims.role !== 'moderator') return refused('denied')
    const session = await sessionOf(this.#parts, call, claims)
    if (isOver(session)) return refused('ended')
    const room = await this.#parts.rooms.read(ref)
    if (room.removed.has(claims.participant.id)) return refused('denied')
    const provider = await this.#parts.core.providers.get(ref.provider, ref.tenant)
    const can = permissionsOf(provider, claims.role, session.record?.settings)
    if (!can[needs[action.action]]) return refused('denied')
    return this.#do(session, claims, room, action)
  }

  async #do({ ref }: Session, claims: PassClaims, room: Room, action: PageAction): Promise<ActAnswer> {
    const { meetings, rooms, core } = this.#parts
    const options = onBehalfOf(claims)
    switch (action.action) {
      case 'mute':
      case 'unmute':
        return this.#mute(ref, claims, room, action.action === 'mute', action.participantId)
      case 'remove':
        return this.#remove(ref, claims, room, action.participantId)
      case 'lock':
        await meetings.lock(ref, action.locks, options)
        return done
      case 'end':
        await meetings.end(ref, options)
        return done
      case 'start-recording':
        await meetings.recordings.start(ref, options)
        await rooms.change(ref, noteRecording(true, core.clock.now()))
        return done
      case 'stop-recording':
        await meetings.recordings.stop(ref, options)
        await rooms.change(ref, noteRecording(false, core.clock.now()))
        return done
      case 'admit':
      case 'refuse':
        return this.#answerDoor(ref, action.participantId, action.action === 'admit')
    }
  }

  /** Without a participant: all who are no moderators. */
  async #mute(
    ref: MeetingRef,
    claims: PassClaims,
    { people }: Room,
    muted: boolean,
    participantId: string | undefined,
  ): Promise<ActAnswer> {
    const { meetings, rooms } = this.#parts
    const moderators = [...people.values()].filter(({ role }) => role === 'moderator').map(({ id }) => id)
    const spared = new Set([claims.participant.id, ...moderators].slice(0, MAX_EXCEPTIONS))
    const whom =
      participantId === undefined ? { ...(muted && { except: [...spared] }) } : { only: [participantId] }
    const { changed } = await meetings.muteParticipants(ref, { muted, ...whom }, onBehalfOf(claims))
    const isMeant = (id: string): boolean =>
      participantId === undefined ? !spared.has(id) : id === participantId
    const room = await rooms.change(ref, ({ people: inside, muted: taken }) => {
      const before = taken.size
      if (muted) {
        for (const { id } of inside.values()) if (isMeant(id)) taken.add(id)
      } else if (participantId === undefined) taken.clear()
      else taken.delete(participantId)
      return taken.size !== before
    })
    const known = participantId === undefined || [...room.people.values()].some(({ id }) => isMeant(id))
    return known || changed > 0 ? done : refused('bad-request')
  }

  async #remove(
    ref: MeetingRef,
    claims: PassClaims,
    { people }: Room,
    participantId: string,
  ): Promise<ActAnswer> {
    if (participantId === claims.participant.id) return refused('bad-request')
    const known = [...people.values()].some(({ id }) => id === participantId)
    const { outcome } = await this.#parts.meetings.removeParticipant(ref, participantId, onBehalfOf(claims))
    return known || outcome === 'done' ? done : refused('bad-request')
  }

  async #answerDoor(ref: MeetingRef, participantId: string, admits: boolean): Promise<ActAnswer> {
    const waiting = await this.#parts.waiting.list(ref)
    if (!waiting.some((person) => person.participantId === participantId)) return refused('bad-request')
    await this.#parts.rooms.change(ref, ({ admitted, refused: refusedIds }) => {
      const [to, from] = admits ? [admitted, refusedIds] : [refusedIds, admitted]
      const left = from.delete(participantId)
      return added(to, participantId) || left
    })
    return done
  }
}

function added(ids: Set<string>, id: string): boolean {
  const before = ids.size
  ids.add(id)
  return ids.size !== before
}
