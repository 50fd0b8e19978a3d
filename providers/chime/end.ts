import { MeetingError } from '../../src/errors/meeting-error.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderEndOptions, ProviderEndResult, ProviderMeeting } from '../../src/spec/provider.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'

/** Deletes the meeting. Chime does so at once, so there is nothing to wait for; a deleted meeting is `not-found`. */
export async function endMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderEndOptions,
): Promise<ProviderEndResult> {
  try {
    const MeetingId = meetingIdOf(meeting, parts)
    await repeatOnce(parts.clock, options, () => parts.api.call('DeleteMeeting', { MeetingId }, options))
    return { outcome: 'ended', warnings: [] }
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return { outcome: 'not-found', warnings: [] }
    throw error
  }
}
