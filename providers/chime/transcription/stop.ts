import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'

/** By these, of the exceptions that the operation declares, Chime can say that there is nothing to stop. */
const nothingRuns: readonly (string | undefined)[] = ['UnprocessableEntityException', 'BadRequestException']

/** Stops transcription; that nothing runs is no error. A meeting that is gone is `not-found`. */
export async function stopTranscription(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<void> {
  const input = { MeetingId: meetingIdOf(meeting, parts) }
  try {
    await repeatOnce(parts.clock, options, () => parts.api.call('StopMeetingTranscription', input, options))
  } catch (error) {
    if (MeetingError.is(error) && nothingRuns.includes(error.vendorCode)) return
    throw error
  }
}
