import { randomBytes } from 'node:crypto'
import type { Call } from '../call/call.js'
import { notConfigured } from '../config/not-configured.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { JoinLinks } from '../join-link/join-links.js'
import { isSupported, providerFor } from '../provider-for.js'
import type { Providers } from '../providers.js'
import { fitCreate } from '../requests/fit-create.js'
import { fitJoin } from '../requests/fit-join.js'
import { failOnWarnings } from '../requests/warnings.js'
import type { JoinMeetingRequest, JoinResult } from '../spec/join-meeting.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import { formatMeetingRef } from './ref-text.js'
import { notFound } from './resolve-target.js'
import { directoryWarnings, isOver, providerMeeting, type Session, unrecordedSession } from './session.js'

export interface PageJoinerDependencies {
  readonly providers: Providers
  /** Absent where the configuration has no join page. */
  readonly joinPage?: JoinLinks | undefined
}

/** Lets people in by links to the join page, without asking the vendor: whoever opens one is let in then. */
export class PageJoiner {
  readonly #deps: PageJoinerDependencies

  constructor(dependencies: PageJoinerDependencies) {
    this.#deps = dependencies
  }

  /** Whether a join goes by the page. Fails with `not-configured` where it should and there is none. */
  async isMeant(session: Session, request: JoinMeetingRequest): Promise<boolean> {
    const { providers, joinPage } = this.#deps
    if (joinPage === undefined && request.joinVia === 'page')
      throw notConfigured([{ path: 'joinPage', rule: 'is required for joinVia "page"' }])
    if (joinPage === undefined || request.joinVia !== undefined) return request.joinVia === 'page'
    const name = await this.#instanceOf(session, request)
    const { joinVia } = providers.options(name)
    if (joinVia !== undefined) return joinVia === 'page'
    const { capabilities } = await providers.get(name, session.key.tenant)
    // A provider that the page has no client for does not say that the page gives its links.
    return capabilities['join.url']?.support === 'emulated'
  }

  /** `target`: as the caller named the meeting. */
  async join(
    call: Call,
    target: MeetingRef | string,
    meant: Session,
    request: JoinMeetingRequest,
  ): Promise<JoinResult> {
    const { providers, joinPage } = this.#deps
    if (joinPage === undefined) throw notConfigured([{ path: 'joinPage', rule: 'is required' }])
    const { create, verify = false, participant, device } = request
    const session = create === undefined ? meant : (meant.successor ?? meant)
    if (create === undefined && isOver(session)) throw notFound(session.ref)
    const name = await this.#instanceOf(session, request)
    const provider = await providers.get(name, session.key.tenant)
    const id = participant.id ?? randomBytes(16).toString('hex')
    const fitted = fitJoin(request, id, false, provider.type, provider.capabilities)
    const made = create && fitCreate({ ...create, id: session.key.id }, provider.type, provider.capabilities)
    const warnings = [...(made?.warnings ?? []).map(ofCreate), ...fitted.warnings]
    if (call.strict) failOnWarnings(warnings, 'unsupported')
    if (verify && create === undefined) await this.#verify(call, session)
    const { tenant } = session.key
    const { role } = fitted.request
    const claims = {
      ...(tenant !== undefined && { tenant }),
      target: typeof target === 'string' ? target : formatMeetingRef(target),
      participant: { ...participant, id },
      role,
      ...(device !== undefined && { device }),
    }
    const link = await joinPage.link(claims, request)
    return {
      kind: 'url',
      ...link,
      // The session that will be there when the link is opened is not this one.
      ref: isOver(session) ? unrecordedSession(session.key, name).ref : session.ref,
      role,
      participantId: id,
      warnings: [...warnings, ...directoryWarnings(session)],
    }
  }

  /** The instance on which the person will be let in, as far as anybody knows. */
  #instanceOf(session: Session, { create }: JoinMeetingRequest): string | Promise<string> {
    const current = create === undefined ? session : (session.successor ?? session)
    if (create === undefined || !isOver(current)) return current.ref.provider
    return this.#deps.providers.route(session.key.tenant)
  }

  async #verify(call: Call, session: Session): Promise<void> {
    const provider: MeetingProvider = await providerFor(this.#deps.providers, session, 'join')
    if (!isSupported(provider, 'info')) return
    try {
      const { status } = await provider.info(providerMeeting(session), call)
      if (status === 'ended') throw notFound(session.ref)
    } catch (error) {
      throw MeetingError.is(error) ? error.at({ ref: session.ref, provider: session.ref.provider }) : error
    }
  }
}

/** A warning about what the meeting would be made with: in a join's request that is its member `create`. */
export function ofCreate(warning: MeetingWarning): MeetingWarning {
  return warning.field === undefined ? warning : { ...warning, field: `create.${warning.field}` }
}
