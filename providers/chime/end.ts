import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderEndOptions, ProviderEndResult, ProviderMeeting } from '../../src/spec/provider.js'
import { deleteMeeting } from './delete-meeting.js'
import { overdueSince } from './lifetime.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'

/**
 * Deletes the meeting, and with it its replicas. Chime does so at once, so there is nothing to wait for; a deleted meeting is
 * `not-found`, and one whose time was up before is `already-ended`.
 */
export async function endMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderEndOptions,
): Promise<ProviderEndResult> {
  const meetingId = locate(parts, meeting)
  if (meetingId === undefined) return { outcome: 'not-found', warnings: [] }
  const overdue = await overdueSince(parts, meeting, options)
  const deleted = await deleteMeeting(parts, meetingId, options)
  if (overdue !== undefined) return { outcome: 'already-ended', warnings: [] }
  return { outcome: deleted ? 'ended' : 'not-found', warnings: [] }
}

function locate(parts: ChimeParts, meeting: ProviderMeeting): string | undefined {
  try {
    return meetingIdOf(meeting, parts)
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return undefined
    throw error
  }
}
