import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import type { MeetingLimits } from './capability-edits.js'

/** What is off for everybody in a meeting. */
export async function limitsOf(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<MeetingLimits> {
  const description = await parts.descriptions.of(meeting, meetingIdOf(meeting, parts), options)
  return { features: description.MeetingFeatures, media: meeting.settings?.media }
}
