import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderMeetingInfo } from '../../src/spec/provider.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'
import { incomplete, objectOf } from './reading.js'

/**
 * Whether the meeting is there, and how large it may get: all that Chime tells. ListAttendees is not asked, because it
 * lists whoever was ever let in, with their join tokens, and not who is inside (fact sheet, section 2.4).
 */
export async function meetingInfo(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<ProviderMeetingInfo> {
  const input = { MeetingId: meetingIdOf(meeting, parts) }
  const answer = await repeatOnce(parts.clock, options, () => parts.api.call('GetMeeting', input, options))
  const providerData = objectOf(answer, 'Meeting')
  if (providerData === undefined) throw incomplete('GetMeeting', 'Meeting')
  const maxCount = objectOf(objectOf(providerData, 'MeetingFeatures'), 'Attendee')?.['MaxCount']
  return {
    status: 'open',
    presence: 'none',
    ...(typeof maxCount === 'number' && { maxParticipants: maxCount }),
    warnings: [],
    providerData,
  }
}
