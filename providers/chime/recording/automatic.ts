import { meetingErrorOf } from '../../../src/errors/meeting-error-of.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderCreateRequest, ProviderCreateResult } from '../../../src/spec/provider.js'
import { deleteMeeting } from '../delete-meeting.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import type { ChimeRecordings } from './chime-recordings.js'

/**
 * Starts the recording of a meeting that was made to be recorded from the start. To Chime that is a call of its own, which
 * may fail when the meeting is there: then the meeting goes on without, and says so; in strict mode it is taken back.
 */
export async function automaticRecording(
  parts: ChimeParts,
  recordings: ChimeRecordings | undefined,
  request: ProviderCreateRequest,
  made: ProviderCreateResult,
  options: ProviderCallOptions,
): Promise<ProviderCreateResult> {
  if (recordings === undefined || request.record !== 'automatic') return made
  const { id, key, tenant, incarnation } = request
  const meeting = {
    id,
    key,
    ...(tenant !== undefined && { tenant }),
    incarnation,
    vendor: made.vendor,
    ...(made.notes !== undefined && { notes: made.notes }),
    settings: request,
  }
  try {
    await recordings.start(meeting, options)
    return made
  } catch (thrown) {
    const error = meetingErrorOf(thrown)
    // Whoever gave up repeats the create, and then it is started all the same.
    if (options.signal.aborted) throw error.with({ effect: 'unknown' })
    if (options.strict) {
      const takenBack = deleteMeeting(parts, meetingIdOf(meeting, parts), options)
      throw await takenBack.then(
        () => error,
        // The meeting is there: whoever repeats the create finds it.
        () => error.with({ effect: 'unknown' }),
      )
    }
    const message = `the meeting is not recorded: ${error.message}`
    return { ...made, warnings: [...made.warnings, { code: 'not-applied', field: 'record', message }] }
  }
}
