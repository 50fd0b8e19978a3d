import type { MeetingErrorCode } from '../../../src/errors/codes.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import { sleep } from '../../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderRecordingStart } from '../../../src/spec/provider-recordings.js'
import { incomplete, objectOf } from '../reading.js'
import type { Beginning, RecordingContext } from './context.js'
import { captureInput, concatenationInput } from './pipeline-inputs.js'
import { isOver, type PipelineStatus, statusIn } from './pipeline-status.js'
import type { RecordingState, StartedRecording } from './recording-state.js'
import { rivalOf } from './rival.js'

/** How long a start waits for another one of the same session, or for a recording that is stopping. */
const WAIT_MS = 500
const MOST_WAITS = 10

interface Pipeline {
  readonly id: string
  readonly arn: string
  readonly status: PipelineStatus
}

/** How a recording begins that nobody has begun. */
interface BeginOptions extends ProviderCallOptions {
  /** Of the meeting. */
  readonly arn: string
  /** What an earlier start wrote down of which nobody knows what became. */
  readonly left: RecordingState | undefined
  /** Writes down a new one. */
  claim(): Promise<RecordingState>
}

/**
 * A capture, and at once the films to be made of it, which Chime begins when the capture is over: so nothing has to happen
 * later, and the end of the meeting ends the recording. Where the films are refused, the capture is taken back.
 *
 * Chime allows one capture a meeting. Where it refuses a second one, whoever was faster is the answer.
 */
export async function beginRecording(
  context: RecordingContext,
  { left, claim, ...options }: BeginOptions,
): Promise<ProviderRecordingStart> {
  const { states, parts } = context
  let beginning: Beginning = { state: left ?? (await claim()), own: left === undefined }
  for (let waits = 0; waits <= MOST_WAITS; waits += 1) {
    const { state, own } = beginning
    const asked = await askForCapture(context, state, options)
    if (MeetingError.is(asked)) {
      const rival = await rivalIf(asked, context, beginning, options)
      if (rival !== 'busy') return instead(context, beginning, asked, rival, options)
    } else if (isOver(asked.status)) {
      // What the earlier start made has ended meanwhile.
      await states.drop(state)
      beginning = { state: await claim(), own: true }
      continue
    } else if (asked.status.phase !== 'stopping') {
      await addFilms(context, beginning, asked, options)
      return { id: state.id, outcome: own ? 'requested' : 'already-running' }
    }
    await sleep(parts.clock, WAIT_MS, options.signal)
  }
  if (beginning.own) await states.drop(beginning.state)
  throw new MeetingError({
    code: 'conflict',
    retryable: true,
    effect: 'none',
    message: 'another recording of this meeting is being started or stopped; start again in a moment',
  })
}

/** What to answer where the capture was refused: whoever records already, else the refusal. */
async function instead(
  context: RecordingContext,
  { state, own }: Beginning,
  refusal: MeetingError,
  rival: StartedRecording | undefined,
  options: ProviderCallOptions,
): Promise<ProviderRecordingStart> {
  if (own) await context.states.drop(state)
  if (rival === undefined) throw await goneOr(refusal, context, state, options)
  await context.states.runs(rival)
  return { id: rival.id, outcome: 'already-running' }
}

/** The capture, or why it certainly was not made. */
async function askForCapture(
  { media }: RecordingContext,
  state: RecordingState,
  { arn, ...options }: Pick<BeginOptions, 'arn'> & ProviderCallOptions,
): Promise<Pipeline | MeetingError> {
  try {
    const answer = await media.call('CreateMediaCapturePipeline', captureInput(state, arn), options)
    return pipelineIn('CreateMediaCapturePipeline', answer, 'MediaCapturePipeline')
  } catch (error) {
    if (MeetingError.is(error) && error.effect === 'none') return error
    throw error
  }
}

/** Which of its refusals Chime has for a second capture is undocumented; the others have nothing to do with it. */
const refusals: readonly MeetingErrorCode[] = ['quota', 'conflict', 'invalid-request']

async function rivalIf(
  { code }: MeetingError,
  context: RecordingContext,
  beginning: Beginning,
  options: ProviderCallOptions,
): ReturnType<typeof rivalOf> {
  return refusals.includes(code) ? rivalOf(context, beginning, options).catch(() => undefined) : undefined
}

/** For a meeting that is gone Chime has only a BadRequestException, as for everything that is wrong. */
async function goneOr(
  refusal: MeetingError,
  { parts: { api, clock } }: RecordingContext,
  { meetingId }: RecordingState,
  options: ProviderCallOptions,
): Promise<MeetingError> {
  if (refusal.code !== 'invalid-request') return refusal
  try {
    await repeatOnce(clock, options, () => api.call('GetMeeting', { MeetingId: meetingId }, options))
    return refusal
  } catch (error) {
    return MeetingError.is(error) && error.code === 'not-found' ? error : refusal
  }
}

async function addFilms(
  context: RecordingContext,
  { state, own }: Beginning,
  capture: Pipeline,
  options: ProviderCallOptions,
): Promise<void> {
  const operation = 'CreateMediaConcatenationPipeline'
  let films: Pipeline | undefined
  try {
    const answer = await context.media.call(operation, concatenationInput(state, capture.arn), options)
    films = pipelineIn(operation, answer, 'MediaConcatenationPipeline')
    const pipelines = { capture: capture.id, concatenation: films.id }
    await context.states.put({ ...state, pipelines })
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    const undone = own && (await takeBack(context, state, capture, films, options))
    const nothingLeft = undone && (films !== undefined || error.effect === 'none')
    throw error.with({ effect: nothingLeft ? 'none' : 'unknown' })
  }
}

/** Whether nothing is left of it. What is left stays written down, and the next start goes on with it. */
async function takeBack(
  { media, states, statuses }: RecordingContext,
  state: RecordingState,
  capture: Pipeline,
  films: Pipeline | undefined,
  options: ProviderCallOptions,
): Promise<boolean> {
  try {
    if (films !== undefined) await media.remove('DeleteMediaPipeline', films.id, options)
    await media.remove('DeleteMediaCapturePipeline', capture.id, options)
    // As long as it stops, Chime refuses another one.
    await statuses.untilOver(capture.id, undefined, MOST_WAITS, options)
    await states.drop(state)
    return true
  } catch {
    return false
  }
}

function pipelineIn(operation: string, answer: unknown, member: string): Pipeline {
  const pipeline = objectOf(answer, member)
  const { MediaPipelineId: id, MediaPipelineArn: arn } = pipeline ?? {}
  if (typeof id === 'string' && typeof arn === 'string') return { id, arn, status: statusIn(pipeline) }
  throw incomplete(operation, `${member} with MediaPipelineId and MediaPipelineArn`)
}
