import type { Call } from '../call/call.js'
import { type MeetingTarget, readTarget, resolveTarget } from '../identity/resolve-target.js'
import type { Session } from '../identity/session.js'
import type { JoinLinks } from '../join-link/join-links.js'
import type { Rooms } from '../join-link/rooms.js'
import type { Meetings } from '../meetings.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { CallOptions } from '../spec/call-options.js'
import type { JoinPageProblem } from './join-page.js'
import type { Passes } from './passes.js'
import type { WaitingPeople } from './waiting-people.js'

/** What the page's server is made of. */
export interface PageParts {
  readonly meetings: Meetings
  /** What `meetings` is made of. */
  readonly core: MeetingsOptions
  readonly links: JoinLinks
  readonly passes: Passes
  readonly rooms: Rooms
  readonly waiting: WaitingPeople
  readonly tell: (problem: JoinPageProblem) => void
}

/** Who and where, as links and passes say it. */
export interface Whereabouts {
  readonly tenant?: string
  readonly target: string
}

/** The session that a link or pass means now. Fails as resolving any target does. */
export function sessionOf(
  { core }: PageParts,
  call: Call,
  { tenant, target }: Whereabouts,
): Promise<Session> {
  const { directory, clock, providers } = core
  const meant: MeetingTarget = readTarget(target)
  return resolveTarget(meant, {
    directory,
    clock,
    call,
    defaultProvider: () => providers.route(tenant),
    tenant,
  })
}

/** How the facade is asked: a warning is nothing that a visitor could do anything about. */
export function onBehalfOf({ tenant }: Pick<Whereabouts, 'tenant'>): CallOptions {
  return { strict: false, ...(tenant !== undefined && { tenant }) }
}
