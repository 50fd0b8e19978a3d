import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderEvent } from '../../../src/spec/provider-events.js'
import type { ChimeParts } from '../parts.js'
import type { ChimeRecordings } from '../recording/chime-recordings.js'
import type { PipelineChange } from '../recording/recording-news.js'
import type { ReplicaIndex } from '../replicas/replica-of.js'
import { meetingOf } from './meeting-of.js'
import type { ChimeMessage } from './message.js'
import { isContent, personOf } from './person-of.js'

export interface TranslationParts {
  readonly parts: ChimeParts
  readonly replicas: ReplicaIndex
  /** Absent where recording is not configured. */
  readonly recordings: ChimeRecordings | undefined
}

/** What all events say. */
type Common = Pick<ProviderEvent, 'id' | 'at' | 'vendorType' | 'providerData' | 'meeting'>

/** A message in neutral words (fact sheet, section 4.3). Fails with `unavailable` where the store has to be asked and fails. */
export async function translate(
  context: TranslationParts,
  message: ChimeMessage,
  options: ProviderCallOptions,
): Promise<ProviderEvent> {
  const { id, at, type: vendorType, whole: providerData } = message
  const said = { id, at, vendorType, providerData }
  if (!message.isKnownVersion) return { ...said, type: 'other' }
  const ofRecording = await recordingEvent(context, message, said, options)
  if (ofRecording !== undefined) return ofRecording
  const found = await meetingOf(context.parts, context.replicas, message, options)
  if (found === undefined) return meetingEvent(said, message, false)
  const { isReplica, ...meeting } = found
  return meetingEvent({ ...said, meeting }, message, isReplica)
}

function meetingEvent(said: Common, message: ChimeMessage, isReplica: boolean): ProviderEvent {
  switch (message.type) {
    case 'chime:MeetingStarted':
      return { ...said, type: isReplica ? 'other' : 'meeting.created' }
    case 'chime:MeetingEnded':
      return { ...said, type: isReplica ? 'other' : 'meeting.ended' }
    case 'chime:TranscriptionStarted':
      return { ...said, type: 'transcription.started' }
    case 'chime:TranscriptionStopped':
      return { ...said, type: 'transcription.stopped' }
    case 'chime:TranscriptionInterrupted':
      return { ...said, type: 'transcription.interrupted', ...why(message) }
    case 'chime:TranscriptionResumed':
      return { ...said, type: 'transcription.resumed' }
    case 'chime:TranscriptionFailed':
      return { ...said, type: 'transcription.failed', ...why(message) }
    default:
      return personalEvent(said, message)
  }
}

function personalEvent(said: Common, message: ChimeMessage): ProviderEvent {
  const participant = personOf(message)
  if (participant === undefined) return { ...said, type: 'other' }
  const about = { ...said, participant }
  switch (message.type) {
    case 'chime:AttendeeContentJoined':
      return { ...about, type: 'participant.updated', changes: { screenShare: true } }
    case 'chime:AttendeeContentLeft':
    case 'chime:AttendeeContentDropped':
      return { ...about, type: 'participant.updated', changes: { screenShare: false } }
    default:
  }
  // What somebody shares has an attendee of its own, which comes and goes, and is nobody.
  if (isContent(message.attendeeId ?? '')) return { ...about, type: 'other' }
  switch (message.type) {
    case 'chime:AttendeeJoined':
      return { ...about, type: 'participant.joined' }
    case 'chime:AttendeeLeft':
      return { ...about, type: 'participant.left', reason: 'left' }
    case 'chime:AttendeeDropped':
      return { ...about, type: 'participant.left', reason: 'dropped' }
    case 'chime:AttendeeVideoStarted':
      return { ...about, type: 'participant.updated', changes: { camera: true } }
    case 'chime:AttendeeVideoStopped':
      return { ...about, type: 'participant.updated', changes: { camera: false } }
    default:
      return { ...about, type: 'other' }
  }
}

const changes: ReadonlyMap<string, PipelineChange['to']> = new Map([
  ['chime:MediaPipelineInProgress', 'running'],
  ['chime:MediaPipelineDeleted', 'over'],
  ['chime:MediaPipelinePermanentFailure', 'failed'],
])

/** Undefined where the message is about no recording that was made here. */
async function recordingEvent(
  { recordings }: TranslationParts,
  { type, meetingId, mediaPipelineId: pipelineId, region, mediaRegion, ...message }: ChimeMessage,
  said: Common,
  options: ProviderCallOptions,
): Promise<ProviderEvent | undefined> {
  const to = changes.get(type)
  if (recordings === undefined || to === undefined || pipelineId === undefined) return undefined
  const news = await recordings.tellOf({ pipelineId, meetingId, to }, options)
  if (news === undefined) return undefined
  const vendor = {
    meetingId: news.meetingId,
    region,
    ...(mediaRegion !== undefined && { mediaRegion }),
  }
  return {
    ...said,
    type: news.type,
    recordingId: news.recordingId,
    meeting: { key: news.key, vendor },
    ...(news.type === 'recording.failed' && why(message)),
  }
}

function why({ message }: Pick<ChimeMessage, 'message'>): { readonly message?: string } {
  return message === undefined ? {} : { message }
}
