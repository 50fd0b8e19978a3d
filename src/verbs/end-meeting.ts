import type { Call } from '../call/call.js'
import { optionsWith } from '../call/provider-options.js'
import { markEnded } from '../identity/mark-ended.js'
import { directoryWarnings, providerMeeting, type Session } from '../identity/session.js'
import { providerFor } from '../provider-for.js'
import type { EndMeetingOptions, EndMeetingResult } from '../spec/end-meeting.js'
import type { VerbDependencies } from './verb-dependencies.js'

const DEFAULT_WAIT_MS = 15_000

/** Ends a session, and writes into its record that it was ended. */
export async function endMeeting(
  deps: VerbDependencies,
  call: Call,
  session: Session,
  { wait = false, waitMs = DEFAULT_WAIT_MS }: EndMeetingOptions,
): Promise<EndMeetingResult> {
  const { ref, record } = session
  const provider = await providerFor(deps.providers, session, 'end')
  const ended = await provider.end(providerMeeting(session), optionsWith(call, { wait, waitMs }))
  deps.verified.delete(session.key)
  if (record !== undefined) await markEnded(deps, record)
  const known = record !== undefined || session.successor !== undefined
  const outcome = ended.outcome === 'not-found' && known ? 'already-ended' : ended.outcome
  return { ref, outcome, warnings: [...ended.warnings, ...directoryWarnings(session)] }
}

/** An end that waits does so on top of the call's own time limit. */
export function waitOf({ wait = false, waitMs = DEFAULT_WAIT_MS }: EndMeetingOptions): number {
  return wait ? waitMs : 0
}
