import type { Call } from '../call/call.js'
import { optionsWith } from '../call/provider-options.js'
import { MeetingError } from '../errors/meeting-error.js'
import { recordedInfo } from '../identity/recorded-info.js'
import { directoryWarnings, providerMeeting, type Session } from '../identity/session.js'
import { providerFor } from '../provider-for.js'
import type { MeetingInfo } from '../spec/meeting-info.js'
import type { VerbDependencies } from './verb-dependencies.js'

/** What the vendor tells of a session, and where it tells nothing, what the record does. */
export async function meetingInfo(
  deps: VerbDependencies,
  call: Call,
  session: Session,
  seats: boolean,
): Promise<MeetingInfo> {
  const { ref, record } = session
  const provider = await providerFor(deps.providers, session, 'info')
  const recorded = recordedInfo(session)
  const warnings = directoryWarnings(session)
  try {
    const info = await provider.info(providerMeeting(session), seats ? optionsWith(call, { seats }) : call)
    return { ref, ...recorded, ...info, warnings: [...info.warnings, ...warnings] }
  } catch (error) {
    if (!MeetingError.is(error) || error.code !== 'not-found' || record === undefined) throw error
    deps.verified.delete(session.key)
    const endedAt = record.endedAt === undefined ? {} : { endedAt: new Date(record.endedAt) }
    return { ref, ...recorded, status: 'ended', ...endedAt, presence: 'none', warnings }
  }
}
