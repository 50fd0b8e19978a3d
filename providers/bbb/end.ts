import { MeetingError } from '../../src/errors/meeting-error.js'
import { sleep } from '../../src/resilience/sleep.js'
import type { ProviderEndOptions, ProviderEndResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import { encodeQuery } from './encode.js'
import { askSession, meetingIdOf, passwordKeyOf } from './session.js'

const FIRST_POLL_MS = 250
const LONGEST_POLL_MS = 2_000

/**
 * Ends a session. The server is asked first, because its `end` knows ids only and would end a newer session
 * too, and because on 2.4 it answers an unknown meeting and a wrong password alike. It accepts the request
 * and is done in seconds: `ending`, or with `wait` `ended` as soon as the session is gone.
 *
 * A session that is ending already counts as `already-ended`, as `info` calls it `ended`; with `wait` that is
 * answered when it is gone.
 */
export async function end(
  context: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderEndOptions,
): Promise<ProviderEndResult> {
  const session = await askSession(context.api, meeting, options)
  if (session.state === 'gone') return outcome('not-found')
  if (session.state === 'replaced') return outcome('already-ended')
  const pinned = { ...meeting, vendor: { ...meeting.vendor, createTime: session.createTime } }
  const mine = session.state === 'live' && (await askToEnd(context, pinned, options))
  if (!options.wait) return outcome(mine ? 'ending' : 'already-ended')
  const gone = await waitForEnd(context, pinned, options)
  if (!gone) return outcome('ending')
  return outcome(mine ? 'ended' : 'already-ended')
}

/** Asks the server to end the session; false if somebody else was faster. */
async function askToEnd(
  { api, password }: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderEndOptions,
): Promise<boolean> {
  const params: [string, string][] = [
    ['meetingID', meetingIdOf(meeting)],
    ['password', password('moderator', passwordKeyOf(meeting))],
  ]
  try {
    await api.end(encodeQuery(params), options)
    return true
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    if (error.code === 'not-found') return false
    // On 2.4 this is also what a meeting answers that has just gone.
    if (error.vendorCode !== 'invalidPassword') throw error
    const { state } = await askSession(api, meeting, options)
    if (state === 'live') throw error
    return false
  }
}

/** Polls until the session is gone or replaced; false at the time limit, even if a question is open then. */
async function waitForEnd(
  { api, clock }: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderEndOptions,
): Promise<boolean> {
  const { signal: callersSignal, strict, waitMs } = options
  const limit = new AbortController()
  const stop = (): void => limit.abort()
  const cancelTimer = clock.after(waitMs, stop)
  callersSignal.addEventListener('abort', stop, { once: true })
  if (callersSignal.aborted) stop()
  const asking = { signal: limit.signal, abortable: true, remainingMs: waitMs, strict }
  try {
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 2, LONGEST_POLL_MS)) {
      await sleep(clock, pause, limit.signal)
      const { state } = await askSession(api, meeting, asking).catch(notKnown)
      if (state === 'gone' || state === 'replaced') return true
    }
  } catch (error) {
    if (!MeetingError.is(error) || error.code !== 'aborted') throw error
    if (callersSignal.aborted) throw error.with({ effect: 'done' })
    return false
  } finally {
    cancelTimer()
    callersSignal.removeEventListener('abort', stop)
  }
}

/** The end was accepted, so a question that fails is no reason to fail: the next one may be answered. */
function notKnown(error: unknown): { readonly state: 'unknown' } {
  if (MeetingError.is(error) && error.code !== 'aborted') return { state: 'unknown' }
  throw error
}

function outcome(value: ProviderEndResult['outcome']): ProviderEndResult {
  return { outcome: value, warnings: [] }
}
