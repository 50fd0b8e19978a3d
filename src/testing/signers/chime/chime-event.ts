import { randomUUID } from 'node:crypto'
import type {
  SimulatedChimeDelivery,
  SimulatedChimeEvent,
  SimulatedChimeEventDetail,
  SimulatedChimeEventType,
} from '../../simulators/chime/index.js'

/** What an event is to say; what is left out is made up as the service would say it. */
export interface ChimeEventFields
  extends Partial<Omit<SimulatedChimeEventDetail, 'version' | 'eventType' | 'timestamp'>> {
  /** What EventBridge calls `id`. Default: a new one for each event. */
  readonly id?: string
  /** When it happened. Default: now. */
  readonly at?: Date
  /** The control region. Default `us-east-1`. */
  readonly region?: string
  /** Default: EventBridge. */
  readonly deliveries?: readonly SimulatedChimeDelivery[]
}

const defaults = {
  meetingId: '0a1b2c3d-1111-2222-3333-444455556666',
  externalMeetingId: 'class-42',
  mediaRegion: 'eu-central-1',
  attendeeId: '9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff',
  externalUserId: 'user-7',
  mediaPipelineId: '77777777-8888-9999-aaaa-bbbbbbbbbbbb',
} as const

/**
 * An event as the service tells of it (fact sheet, sections 4.2 to 4.4), for `eventBridgeEnvelope`, `sqsBody`,
 * `lambdaPayload`, `snsSigner` and the simulators of the transports. Every event is about the same meeting, attendee and
 * pipeline unless the fields say otherwise; the id of who shares content gets its `#content`.
 */
export function chimeEvent(
  eventType: SimulatedChimeEventType,
  fields: ChimeEventFields = {},
): SimulatedChimeEvent {
  const { id = randomUUID(), at = new Date(), region = 'us-east-1', ...given } = fields
  const { deliveries = [{ transport: 'eventbridge' }], ...said } = given
  const { meetingId, externalMeetingId, mediaRegion } = defaults
  const about = { ...usualFields(eventType), ...said }
  const detail: SimulatedChimeEventDetail = {
    version: '0',
    eventType,
    timestamp: at.getTime(),
    meetingId,
    externalMeetingId,
    mediaRegion,
    ...about,
    ...(about.attendeeId === undefined ? {} : { attendeeId: connectionId(eventType, about.attendeeId) }),
  }
  return { id, region, detailType: detailTypeOf(eventType), detail, deliveries }
}

function detailTypeOf(eventType: SimulatedChimeEventType): SimulatedChimeEvent['detailType'] {
  return eventType.startsWith('chime:MediaPipeline')
    ? 'Chime Media Pipeline State Change'
    : 'Chime Meeting State Change'
}

/** What events of a type have besides the meeting. */
function usualFields(eventType: SimulatedChimeEventType): Partial<SimulatedChimeEventDetail> {
  const { attendeeId, externalUserId, mediaPipelineId } = defaults
  if (eventType.startsWith('chime:MediaPipeline')) return { mediaPipelineId }
  if (eventType.startsWith('chime:Transcription')) return transcriptionFields(eventType)
  if (!eventType.startsWith('chime:Attendee')) return {}
  const attendee = { attendeeId, externalUserId }
  if (eventType === 'chime:AttendeeCapabilitiesUpdated') {
    const attendeeCapabilities = { audio: 'Receive', video: 'None', content: 'None' }
    return { ...attendee, attendeeCapabilities, success: '1' }
  }
  return /(Joined|Left|Dropped)$/.test(eventType) ? { ...attendee, networkType: 'Voip' } : attendee
}

function transcriptionFields(eventType: SimulatedChimeEventType): Partial<SimulatedChimeEventDetail> {
  const transcriptionConfiguration = JSON.stringify({
    EngineTranscribeSettings: { LanguageCode: 'en-US', Region: 'us-east-1' },
  })
  const fields = { transcriptionRegion: 'us-east-1', transcriptionConfiguration }
  const broken = eventType.endsWith('Failed') || eventType.endsWith('Interrupted')
  return broken ? { ...fields, message: 'The stream to Amazon Transcribe failed' } : fields
}

function connectionId(eventType: SimulatedChimeEventType, attendeeId: string): string {
  const shares = eventType.startsWith('chime:AttendeeContent') && !attendeeId.endsWith('#content')
  return shares ? `${attendeeId}#content` : attendeeId
}
