import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type { ProviderRecordingStart } from '../../../src/spec/provider-recordings.js'
import { abandonable, aborted, unhurried } from '../abandon.js'
import { meetingIdOf } from '../locate.js'
import type { ChimeParts } from '../parts.js'
import { incomplete, objectOf } from '../reading.js'
import { beginRecording } from './begin.js'
import type { Bucket } from './buckets.js'
import type { RecordingContext } from './context.js'
import { isRecording } from './progress.js'
import { folderOf } from './recording-folder.js'
import { recordingId } from './recording-id.js'
import { isStarted, type RecordingState } from './recording-state.js'

/**
 * Asks for a recording of the session, or finds the one that goes on. What is to be recorded is written down first:
 * whoever starts at the same moment, and whoever repeats a start of which nobody knows what became, goes on with that.
 * Once it has begun, a start goes on whoever leaves. Whether the meeting may be recorded at all is the caller's to know.
 */
export async function startRecording(
  context: RecordingContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<ProviderRecordingStart> {
  const { parts, states, inFlight } = context
  const meetingId = meetingIdOf(meeting, parts)
  const bucket = bucketOf(context, meeting)
  const earlier = await states.ofSession(meetingId)
  const goesOn = earlier !== undefined && (await isRecording(context, earlier, options)) !== 'no'
  if (goesOn && isStarted(earlier)) return { id: earlier.id, outcome: 'already-running' }
  const arn = await meetingArn(parts, meeting, meetingId, options)
  if (options.signal.aborted) throw aborted('none')
  const work = inFlight.run(() =>
    beginRecording(context, {
      ...unhurried(options.remainingMs),
      arn,
      left: goesOn ? earlier : undefined,
      claim: () => claimed(context, meeting, meetingId, bucket),
    }),
  )
  return abandonable(work, options.signal, 'unknown')
}

async function claimed(
  { parts, config, states }: RecordingContext,
  { key, settings }: ProviderMeeting,
  meetingId: string,
  bucket: Bucket,
): Promise<RecordingState> {
  const startedAt = parts.clock.now()
  const id = recordingId(startedAt)
  const state: RecordingState = {
    id,
    key,
    meetingId,
    ...bucket,
    folder: `${config.prefix}/${folderOf(key)}/${id}`,
    layout: config.layout,
    startedAt,
    ...(settings?.name !== undefined && { name: settings.name }),
    labels: settings?.metadata ?? {},
  }
  await states.put(state).catch((error: unknown) => {
    // Chime has not been asked yet.
    throw MeetingError.is(error) ? error.with({ effect: 'none' }) : error
  })
  return state
}

function bucketOf({ parts, config }: RecordingContext, { vendor }: ProviderMeeting): Bucket {
  const region = vendor['mediaRegion'] ?? parts.config.mediaRegion
  const bucket = config.buckets[region]
  if (bucket !== undefined) return { region, bucket }
  throw new MeetingError({
    code: 'not-configured',
    effect: 'none',
    message:
      `the media of the meeting run in ${region}, and Chime records only into a bucket there: ` +
      `give provider "${parts.name}" one as recording.bucket['${region}']`,
  })
}

async function meetingArn(
  { api, clock }: ChimeParts,
  { notes }: ProviderMeeting,
  MeetingId: string,
  options: ProviderCallOptions,
): Promise<string> {
  const noted = notes?.['arn']
  if (noted !== undefined) return noted
  const answer = await repeatOnce(clock, options, () => api.call('GetMeeting', { MeetingId }, options))
  const arn = objectOf(answer, 'Meeting')?.['MeetingArn']
  if (typeof arn !== 'string') throw incomplete('GetMeeting', 'MeetingArn')
  return arn
}
