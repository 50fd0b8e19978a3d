import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type { TranscriptionRequest } from '../../../src/spec/transcription.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import { transcriptionConfiguration } from './configuration.js'

/**
 * Asks Chime to transcribe, or to go on with other settings. That Chime takes it does not mean that it runs: what goes wrong at
 * Amazon Transcribe is told by events only (fact sheet, section 5.5). A meeting that is gone is `not-found`.
 */
export async function startTranscription(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  request: TranscriptionRequest,
  options: ProviderCallOptions,
): Promise<void> {
  const input = {
    MeetingId: meetingIdOf(meeting, parts),
    TranscriptionConfiguration: transcriptionConfiguration(request),
  }
  await repeatOnce(parts.clock, options, () => parts.api.call('StartMeetingTranscription', input, options))
}
