import { randomBytes } from 'node:crypto'
import type { Call } from '../call/call.js'
import type { Directory } from '../directory/directory.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import { isSupported, providerFor } from '../provider-for.js'
import { fitJoin } from '../requests/fit-join.js'
import { failOnWarnings, unsupported } from '../requests/warnings.js'
import type { CreateMeetingRequest } from '../spec/create-meeting.js'
import type { JoinMeetingRequest, JoinResult } from '../spec/join-meeting.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { MeetingProvider, ProviderJoinRequest, ProviderJoinResult } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import { recordIfAtHand } from './guarded-directory.js'
import { joinResult } from './join-result.js'
import type { MeetingFinder } from './meeting-finder.js'
import { ofCreate, PageJoiner, type PageJoinerDependencies } from './page-joiner.js'
import { notFound } from './resolve-target.js'
import { directoryWarnings, hasNoVendorIds, isOver, providerMeeting, type Session } from './session.js'
import type { VerifiedSessions } from './verified-sessions.js'

export interface JoinerDependencies extends PageJoinerDependencies {
  readonly directory: Directory
  readonly clock: Clock
  readonly finder: MeetingFinder
  readonly verified: VerifiedSessions
}

/** Lets people in, and makes the meeting first where it is missing and the request says how. */
export class MeetingJoiner {
  readonly #deps: JoinerDependencies
  readonly #page: PageJoiner

  constructor(dependencies: JoinerDependencies) {
    this.#deps = dependencies
    this.#page = new PageJoiner(dependencies)
  }

  /** `target`: as the caller named the meeting, whose session this is. */
  join(
    call: Call,
    target: MeetingRef | string,
    session: Session,
    request: JoinMeetingRequest,
  ): Promise<JoinResult> {
    return this.#mayGoByPage(request)
      ? this.#joinPageOrVendor(call, target, session, request)
      : this.#joinVendor(call, target, session, request)
  }

  #mayGoByPage({ joinVia }: JoinMeetingRequest): boolean {
    return (this.#deps.joinPage ?? joinVia) !== undefined
  }

  async #joinPageOrVendor(
    call: Call,
    target: MeetingRef | string,
    session: Session,
    request: JoinMeetingRequest,
  ): Promise<JoinResult> {
    return (await this.#page.isMeant(session, request))
      ? this.#page.join(call, target, session, request)
      : this.#joinVendor(call, target, session, request)
  }

  #joinVendor(
    call: Call,
    target: MeetingRef | string,
    session: Session,
    request: JoinMeetingRequest,
  ): Promise<JoinResult> {
    const { create, verify = false } = request
    return create === undefined
      ? this.#joinSession(call, session, request, verify)
      : this.#joinOrCreate(call, target, session, request, create)
  }

  async #joinOrCreate(
    call: Call,
    target: MeetingRef | string,
    meant: Session,
    request: JoinMeetingRequest,
    create: NonNullable<JoinMeetingRequest['create']>,
  ): Promise<JoinResult> {
    const session = meant.successor ?? meant
    const joined = await this.#joinIfAlive(call, session, request)
    if (joined !== undefined) return joined
    const wanted: CreateMeetingRequest = { ...create, id: session.key.id }
    // Only a recorded session is known to be dead by its number: a directory that forgot counts anew.
    const gone = session.record?.incarnation ?? 0
    const found = await this.#deps.finder.find(call, session.key, wanted, gone)
    // It may have been made elsewhere than it would have been, where the vendor has no links.
    const moved = found.session.ref.provider !== session.ref.provider && this.#mayGoByPage(request)
    const result =
      moved && (await this.#page.isMeant(found.session, request))
        ? await this.#page.join(call, target, found.session, request)
        : await this.#joinSession(call, found.session, request, false)
    const ofMaking = found.warnings.map(ofCreate)
    const said = new Set(ofMaking.map(({ code, field }) => `${code} ${field}`))
    const more = result.warnings.filter(({ code, field }) => !said.has(`${code} ${field}`))
    return { ...result, warnings: [...ofMaking, ...more] }
  }

  /** Joins a session that is known to live; undefined if it is dead, or if there is none to speak of. */
  async #joinIfAlive(
    call: Call,
    session: Session,
    request: JoinMeetingRequest,
  ): Promise<JoinResult | undefined> {
    const { verified, providers } = this.#deps
    const { incarnation } = session.ref
    if (session.record === undefined && hasNoVendorIds(session.ref)) return undefined
    const provider = await providerFor(providers, session, 'join')
    const notices = isSupported(provider, 'join.detectsMissing')
    const verify = request.verify === true || (!notices && !verified.has(session.key, incarnation))
    try {
      const result = await this.#joinSession(call, session, request, verify)
      if (verify || notices) verified.add(session.key, incarnation)
      return result
    } catch (error) {
      if (MeetingError.is(error) && error.code === 'not-found') return undefined
      throw error
    }
  }

  async #joinSession(
    call: Call,
    session: Session,
    request: JoinMeetingRequest,
    verify: boolean,
  ): Promise<JoinResult> {
    const provider = await providerFor(this.#deps.providers, session, 'join')
    // A session is replaced only when it is known to be over, so a vendor that would still sign a link need not be asked.
    if (isOver(session)) throw notFound(session.ref)
    const participantId = request.participant.id ?? randomBytes(16).toString('hex')
    const fitted = fitJoin(request, participantId, verify, provider.type, provider.capabilities)
    const unguarded = guestWarnings(provider, session, request)
    if (call.strict) failOnWarnings([...fitted.warnings, ...unguarded], 'unsupported')
    try {
      const mayBeLocked = session.record !== undefined && isSupported(provider, 'lock')
      const made = mayBeLocked
        ? await this.#joinAsLocked(call, provider, session, fitted.request)
        : await provider.join(providerMeeting(session), fitted.request, call)
      const warnings = [
        ...fitted.warnings,
        ...unguarded,
        ...made.warnings,
        ...settingsWarnings(session),
        ...directoryWarnings(session),
      ]
      return joinResult(made, { ref: session.ref, role: fitted.request.role, participantId, warnings })
    } catch (error) {
      if (!MeetingError.is(error)) throw error
      if (error.code === 'not-found') this.#deps.verified.delete(session.key)
      throw error.at({ ref: session.ref, provider: session.ref.provider })
    }
  }

  /**
   * A lock that came while the vendor was asked may have missed the new credentials: it writes the record first, so a second look
   * at the record tells, and joining again takes the same seat with the right permissions.
   */
  async #joinAsLocked(
    call: Call,
    provider: MeetingProvider,
    session: Session,
    request: ProviderJoinRequest,
  ): Promise<ProviderJoinResult> {
    let known = session
    for (;;) {
      const made = await provider.join(providerMeeting(known), request, call)
      const latest = await recordIfAtHand(this.#deps, call, session.key).catch(() => undefined)
      const { record } = known
      const same = latest?.incarnation === record?.incarnation && latest?.provider === record?.provider
      if (latest === undefined || record === undefined || !same || sameLocks(latest, record)) return made
      known = { ...known, record: latest }
    }
  }
}

function settingsWarnings({ record }: Session): readonly MeetingWarning[] {
  if (record !== undefined) return []
  const message =
    'the meeting is not in the directory: its settings are unknown, so the most restricted apply'
  return [{ code: 'settings-unknown', message }]
}

/** Where the page keeps the policy for guests, the vendor does not. */
function guestWarnings(
  { capabilities }: MeetingProvider,
  { record }: Session,
  { participant }: JoinMeetingRequest,
): readonly MeetingWarning[] {
  const { guestPolicy = 'accept' } = record?.settings ?? {}
  const isKept = capabilities['create.guestPolicy']?.support !== 'emulated'
  if (isKept || participant.guest !== true || guestPolicy === 'accept') return []
  return [unsupported('participant.guest', 'only the join page asks a moderator first')]
}

function sameLocks({ settings: one }: MeetingRecord, { settings: other }: MeetingRecord): boolean {
  return JSON.stringify(one.locks ?? {}) === JSON.stringify(other.locks ?? {})
}
