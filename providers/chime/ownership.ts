import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import { externalMeetingId } from './external-id.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'

/**
 * Fails with `not-found` where a ref names a MeetingId that is not of its own meeting. Refs are not signed, and on one account
 * a MeetingId leads to any meeting of any tenant; what Chime was told as ExternalMeetingId holds tenant and id. A record says
 * it without asking; without one Chime is asked at most every five minutes for a meeting.
 */
export async function refuseForeign(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<void> {
  if (meeting.notes !== undefined || meeting.vendor['meetingId'] === undefined) return
  const { ExternalMeetingId } = await parts.descriptions.byId(meetingIdOf(meeting, parts), options)
  if (ExternalMeetingId === externalMeetingId(meeting.key)) return
  throw new MeetingError({
    code: 'not-found',
    message: 'the meeting of this MeetingId is another one than the ref says',
    effect: 'none',
  })
}
