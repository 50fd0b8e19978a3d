import type { Call } from '../call/call.js'
import { optionsWith } from '../call/provider-options.js'
import { MeetingError } from '../errors/meeting-error.js'
import { recordedInfo } from '../identity/recorded-info.js'
import { directoryWarnings, providerMeeting, type Session } from '../identity/session.js'
import { presenceAtHand } from '../presence/presence-at-hand.js'
import type { PresenceView } from '../presence/presence-view.js'
import { sessionName } from '../presence/session-name.js'
import { providerFor } from '../provider-for.js'
import type { MeetingInfo } from '../spec/meeting-info.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { VerbDependencies } from './verb-dependencies.js'

/** What the vendor tells of a session, and where it tells nothing, what its events and the record do. */
export async function meetingInfo(
  deps: VerbDependencies,
  call: Call,
  session: Session,
  seats: boolean,
): Promise<MeetingInfo> {
  const { ref, record } = session
  const provider = await providerFor(deps.providers, session, 'info')
  const presence = presenceBeside(deps, provider, session)
  const recorded = recordedInfo(session)
  const warnings = directoryWarnings(session)
  try {
    const info = await provider.info(providerMeeting(session), seats ? optionsWith(call, { seats }) : call)
    const asked = info.presence === 'none' && info.status === 'open'
    const seen = asked ? await presence?.(call.remainingMs) : undefined
    const told = { ref, ...recorded, ...insideNow(seen), ...info, warnings: [...info.warnings, ...warnings] }
    return hasLife(seen) ? { ...told, presence: 'events' } : told
  } catch (error) {
    if (!MeetingError.is(error) || error.code !== 'not-found' || record === undefined) throw error
    deps.verified.delete(session.key)
    const endedAt =
      record.endedAt === undefined ? (await presence?.(call.remainingMs))?.endedAt : new Date(record.endedAt)
    const ended = endedAt === undefined ? {} : { endedAt }
    return { ref, ...recorded, status: 'ended', ...ended, presence: 'none', warnings }
  }
}

/** Begins to read what events tell of a session, where the vendor's own answer does not. */
function presenceBeside(
  deps: VerbDependencies,
  { events, capabilities }: MeetingProvider,
  { ref }: Session,
): ReturnType<typeof presenceAtHand> | undefined {
  if (events === undefined || capabilities['info.participantCount']?.support === 'native') return undefined
  const session = events.sessionOf(ref.vendor)
  return session === undefined ? undefined : presenceAtHand(deps, sessionName(ref, session))
}

/** Events that say it is over are wrong where the vendor has it open: then they say nothing about who is inside, either. */
function hasLife(seen: PresenceView | undefined): seen is PresenceView {
  return seen !== undefined && seen.endedAt === undefined
}

function insideNow(
  seen: PresenceView | undefined,
): Pick<MeetingInfo, 'running' | 'startedAt' | 'participantCount' | 'participants'> {
  if (!hasLife(seen)) return {}
  const { startedAt, participants } = seen
  return {
    running: participants.length > 0,
    ...(startedAt !== undefined && { startedAt }),
    participantCount: participants.length,
    participants,
  }
}
