import type { Call } from '../call/call.js'
import { MeetingError } from '../errors/meeting-error.js'
import { formatMeetingRef } from '../identity/ref-text.js'
import { hasNoVendorIds, isOver, type Session } from '../identity/session.js'
import type { JoinClaims, KeptRequest } from '../join-link/join-claims.js'
import { type Room, seat } from '../join-link/rooms.js'
import type { JoinMeetingRequest, JoinResult } from '../spec/join-meeting.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { MeetingSettings } from '../spec/meeting-settings.js'
import { guestPolicyFor } from './guest-policy.js'
import type { EnterAnswer, PageSession, RefusedAnswer } from './page-api.js'
import { pageMeeting, permissionsOf } from './page-meeting.js'
import { onBehalfOf, type PageParts, sessionOf } from './page-parts.js'
import { pageSession } from './page-session.js'
import type { PassClaims } from './passes.js'
import { notStarted, refused } from './refusals.js'

/** How often people who wait ask again. */
const WAITING_POLL_MS = 3_000
/** That a session is over is often seen only when somebody joins it. */
const MAX_SESSIONS = 3

/** Lets people in who opened a link: asks the vendor now, and not before. */
export class Entrance {
  readonly #parts: PageParts
  readonly #changed: (ref: MeetingRef) => void

  /** `changed` is told of sessions into which somebody came. */
  constructor(parts: PageParts, changed: (ref: MeetingRef) => void) {
    this.#parts = parts
    this.#changed = changed
  }

  /** Safe to repeat: whoever is inside gets the same seat. Fails as the facade does. */
  async enter(call: Call, claims: PassClaims): Promise<EnterAnswer> {
    const kept = await this.#kept(claims)
    if (kept === undefined) return refused('unavailable')
    let session = await sessionOf(this.#parts, call, claims)
    if (kept.create !== undefined) session = session.successor ?? session
    for (let time = 0; time < MAX_SESSIONS; time++) {
      const answer = isOver(session) ? undefined : await this.#enterSession(call, claims, kept, session)
      if (answer !== undefined) return answer
      if (kept.create === undefined) return this.#gone(session)
      // Nobody comes into a new meeting, and none is made, for somebody whom it would not let in.
      const name = await this.#parts.core.providers.route(session.key.tenant)
      const policy = await this.#policy(name, claims, kept.create)
      if (policy === 'deny') return this.#denied(session)
      if (policy === 'ask') return this.#wait(claims, session, kept)
      const ref = await this.#make(claims, session, kept)
      session = await sessionOf(this.#parts, call, { ...claims, target: formatMeetingRef(ref) })
    }
    throw new MeetingError({
      code: 'unavailable',
      message: 'each session of the meeting was over before somebody could join it',
      effect: 'none',
    })
  }

  /**
   * Comes into this session and no other, so that what decides about it is its own settings and room. Undefined where it turns out
   * to be over, or never was.
   */
  async #enterSession(
    call: Call,
    claims: PassClaims,
    kept: KeptRequest,
    session: Session,
  ): Promise<EnterAnswer | undefined> {
    const { id } = claims.participant
    const { ref, record } = session
    // On nobody's record, and nobody's to make: what the vendor has under the id, if anything.
    if (record === undefined && kept.create !== undefined && hasNoVendorIds(ref)) return undefined
    const room = await this.#parts.rooms.read(ref)
    const policy = await this.#policy(ref.provider, claims, record?.settings)
    const isOut = room.removed.has(id) || (policy === 'ask' && room.refused.has(id))
    if (isOut || policy === 'deny')
      // A session of yesterday of which nobody has seen the end decides about nobody.
      return kept.create !== undefined && (await this.#isGone(claims, session))
        ? undefined
        : this.#denied(session)
    if (policy === 'ask' && !room.admitted.has(id)) return this.#wait(claims, session, kept)
    try {
      const result = await this.#join(claims, kept, session)
      return await this.#joined(call, claims, result, policy === 'ask')
    } catch (error) {
      if (MeetingError.is(error) && error.code === 'not-found') return undefined
      throw error
    }
  }

  async #isGone(claims: PassClaims, { ref }: Session): Promise<boolean> {
    try {
      const { status } = await this.#parts.meetings.info(ref, onBehalfOf(claims))
      return status === 'ended'
    } catch (error) {
      if (MeetingError.is(error) && error.code === 'not-found') return true
      throw error
    }
  }

  /** What the link asks for; undefined where that was forgotten. */
  async #kept({ kept, tenant }: JoinClaims): Promise<KeptRequest | undefined> {
    if (kept === undefined) return {}
    const request = await this.#parts.links.kept.get(kept)
    if (request === undefined)
      this.#parts.tell({
        kind: 'forgotten',
        ...(tenant !== undefined && { tenant }),
        error: new Error('the store does not know what a link asked for: is it shared, and large enough?'),
      })
    return request
  }

  /** What happens to somebody who comes. Vendors that have links have a page, which knows what to do about guests. */
  async #policy(
    instance: string,
    claims: PassClaims,
    settings: Pick<MeetingSettings, 'guestPolicy'> | undefined,
  ): Promise<'admit' | 'ask' | 'deny'> {
    const { capabilities } = await this.#parts.core.providers.get(instance, claims.tenant)
    return capabilities['join.url']?.support === 'native' ? 'admit' : guestPolicyFor(claims, settings)
  }

  async #make(claims: PassClaims, { key }: Session, { create }: KeptRequest): Promise<MeetingRef> {
    const { ref } = await this.#parts.meetings.createMeeting({ ...create, id: key.id }, onBehalfOf(claims))
    return ref
  }

  async #join(claims: PassClaims, { providerOptions }: KeptRequest, { ref }: Session): Promise<JoinResult> {
    const { participant, role, device } = claims
    const { capabilities } = await this.#parts.core.providers.get(ref.provider, ref.tenant)
    const request: JoinMeetingRequest = {
      participant,
      role,
      joinVia: 'vendor',
      // Where the vendor would sign a link to anything, a person would be sent into its error page.
      verify: capabilities['join.url']?.support === 'native',
      ...(device !== undefined && { device }),
      ...(providerOptions !== undefined && { providerOptions }),
    }
    return this.#parts.meetings.join(ref, request, onBehalfOf(claims))
  }

  async #joined(call: Call, claims: PassClaims, result: JoinResult, waited: boolean): Promise<EnterAnswer> {
    if (result.kind === 'url') return { state: 'redirect', url: result.url }
    const session = pageSession(result)
    if (session === undefined)
      throw new MeetingError({
        code: 'unsupported',
        message: `the join page has no client for "${result.sdk}"`,
        provider: result.ref.provider,
      })
    const { ref } = result
    const { id, name, avatarUrl } = claims.participant
    const person = { id, name, role: claims.role, ...(avatarUrl !== undefined && { avatarUrl }) }
    const room = await this.#parts.rooms.change(ref, seat(session.Attendee.ExternalUserId, person))
    if (waited) await this.#parts.waiting.forget(ref, id)
    this.#changed(ref)
    // Somebody was quicker: what was made must not let anybody in.
    if (room.removed.has(id)) {
      await this.#parts.meetings.removeParticipant(ref, id, onBehalfOf(claims))
      return refused('denied')
    }
    return this.#welcome(call, claims, result, session, room)
  }

  async #welcome(
    call: Call,
    claims: PassClaims,
    { ref }: JoinResult,
    session: PageSession,
    { muted }: Room,
  ): Promise<EnterAnswer> {
    const { kept: _kept, ...who } = claims
    const inside: PassClaims = { ...who, target: formatMeetingRef(ref), inside: true }
    const { record } = await sessionOf(this.#parts, call, inside)
    const provider = await this.#parts.core.providers.get(ref.provider, ref.tenant)
    const { participant, role } = claims
    return {
      state: 'joined',
      pass: await this.#parts.passes.sign(inside),
      session,
      me: {
        seat: session.Attendee.ExternalUserId,
        participantId: participant.id,
        name: participant.name,
        role,
        ...(participant.avatarUrl !== undefined && { avatarUrl: participant.avatarUrl }),
        muted: muted.has(participant.id),
      },
      meeting: pageMeeting(ref, record?.settings),
      can: permissionsOf(provider, role, record?.settings),
    }
  }

  async #wait(claims: PassClaims, session: Session, { create }: KeptRequest): Promise<EnterAnswer> {
    const { id, name } = claims.participant
    if (!(await this.#parts.waiting.note(session.key, id, name))) return refused('full')
    if (session.record !== undefined) this.#changed(session.ref)
    const { inside: _inside, ...waiting } = claims
    const settings = isOver(session) ? create : (session.record?.settings ?? create)
    return {
      state: 'waiting',
      pass: await this.#parts.passes.sign(waiting),
      pollMs: WAITING_POLL_MS,
      meeting: pageMeeting(session.key, settings),
    }
  }

  #gone(session: Session): RefusedAnswer {
    const { record, ref } = session
    const never = !isOver(session) && record === undefined && hasNoVendorIds(ref)
    return never ? notStarted() : refused('ended', logoutOf(record?.settings))
  }

  #denied({ record }: Session): RefusedAnswer {
    return refused('denied', logoutOf(record?.settings))
  }
}

function logoutOf({ logoutUrl }: { readonly logoutUrl?: string } = {}): { readonly logoutUrl?: string } {
  return logoutUrl === undefined ? {} : { logoutUrl }
}
