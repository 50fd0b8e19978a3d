import { MeetingError } from '../../../src/errors/meeting-error.js'
import { sleep } from '../../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import { meetingIdOf } from '../locate.js'
import type { RecordingContext } from './context.js'
import { isRecording } from './progress.js'
import { isStarted, type StartedRecording } from './recording-state.js'

const WAIT_MS = 500
const MOST_WAITS = 10

/** Ends the capture of the session; the films follow by themselves. Answers which recording was stopped, if one ran. */
export async function stopRecording(
  context: RecordingContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<string | undefined> {
  const { parts, media, states, statuses } = context
  if (meeting.vendor['meetingId'] === undefined) return undefined
  const state = await runningOf(context, meetingIdOf(meeting, parts), options)
  if (state === undefined) return undefined
  const { capture } = state.pipelines
  // Deleting would not tell: it may have ended by itself long ago.
  statuses.forget(capture)
  if ((await isRecording(context, state, options)) === 'no') return undefined
  await media.remove('DeleteMediaCapturePipeline', capture, options)
  statuses.forget(capture)
  await states.change(state.id, { endedAt: parts.clock.now() })
  await states.notRunning(state)
  return state.id
}

/** Waits for a start that is under way. */
async function runningOf(
  { parts, states }: RecordingContext,
  meetingId: string,
  options: ProviderCallOptions,
): Promise<StartedRecording | undefined> {
  for (let waits = 0; waits <= MOST_WAITS; waits += 1) {
    const state = await states.ofSession(meetingId)
    if (state === undefined || state.endedAt !== undefined || state.overAt !== undefined) return undefined
    if (isStarted(state)) return state
    await sleep(parts.clock, WAIT_MS, options.signal)
  }
  throw new MeetingError({
    code: 'conflict',
    retryable: true,
    effect: 'none',
    message: 'a recording of this meeting is being started; stop it once it has',
  })
}
