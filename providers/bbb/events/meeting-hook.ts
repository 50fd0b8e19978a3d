import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type { MeetingWarning } from '../../../src/spec/warning.js'
import type { BbbContext } from '../bbb-context.js'
import { withDeadline } from '../client/deadline.js'
import { createHook } from '../client/hooks.js'
import { meetingIdOf } from '../session.js'
import { sessionClaim } from './create-callbacks.js'

/** The meeting is there: its maker does not wait long for the hook. */
const LIMIT_MS = 3_000

/**
 * Registers the hook of a meeting that was just made, where each has its own. The meeting is there whatever becomes of it: a failure
 * is a warning, and the next registration makes up for it.
 */
export async function hookMeeting(
  { api, clock, events: { urls, settings } }: BbbContext,
  meeting: Pick<ProviderMeeting, 'id' | 'key' | 'incarnation' | 'vendor'>,
  options: ProviderCallOptions,
): Promise<readonly MeetingWarning[]> {
  if (urls === undefined || settings.hook !== 'meeting') return []
  const hook = {
    callbackURL: urls.url({ way: 'hook', meeting: sessionClaim(meeting) }),
    meetingID: meetingIdOf(meeting),
    ...(settings.hookEvents !== undefined && { eventID: settings.hookEvents }),
  }
  try {
    const timeoutMs = Math.min(LIMIT_MS, options.remainingMs)
    const limits = { clock, operation: 'hooks/create', timeoutMs, signal: options.signal }
    await withDeadline(limits, (limited) => createHook(api, hook, limited))
    return []
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    const message = `the hook of the meeting could not be registered: ${error.message}`
    return [{ code: 'not-applied', field: 'events', message }]
  }
}
