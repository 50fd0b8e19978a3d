import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderSweepResult } from '../../src/spec/provider.js'
import { deleteMeeting } from './delete-meeting.js'
import { overdueSince } from './lifetime.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'
import { freeSeats } from './seats/free-seats.js'

/**
 * Ends the meeting if its time is up; else gives seats of people who left free. Asks Chime nothing about a meeting that is not
 * overdue and that nobody left since the last time, so that it may be called for every meeting every minute.
 */
export async function sweepMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<ProviderSweepResult> {
  const meetingId = meetingIdOf(meeting, parts)
  if ((await overdueSince(parts, meeting, options)) !== undefined) {
    const deleted = await deleteMeeting(parts, meetingId, options)
    return { meeting: deleted ? 'ended' : 'gone', seatsFreed: 0 }
  }
  try {
    return { meeting: 'open', seatsFreed: await freeSeats(parts, meetingId, options) }
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return { meeting: 'gone', seatsFreed: 0 }
    throw error
  }
}
