import type { PipelineMeeting } from '../meetings.js'
import { CapturePipeline } from './capture.js'
import { ConcatenationPipeline } from './concatenation.js'
import { PipelinesException } from './exception.js'
import { LiveConnectorPipeline } from './live-connector.js'
import type { Operation, OperationContext } from './operation.js'
import type { Pipeline } from './pipeline.js'
import {
  type CaptureRequest,
  type ConcatenationRequest,
  captureRules,
  concatenationRules,
  type LiveConnectorRequest,
  liveConnectorRules,
} from './requests.js'
import { check } from './rules.js'
import { readSink, type Sink } from './sink.js'

const arnLifeMs = 30 * 24 * 60 * 60_000

export const createCapture: Operation = (context, { body }) => {
  check(body, captureRules)
  const request = body as CaptureRequest
  const pipeline = context.pipelines.findOrAdd(request.ClientRequestToken, CapturePipeline, () => {
    const meeting = findMeeting(context, request.SourceArn)
    const sink = findSink(context, request.SinkArn)
    const region = context.world.buckets.regionOf(sink.bucket) ?? meeting.mediaRegion
    if (region !== meeting.mediaRegion) {
      throw new PipelinesException(
        'BadRequestException',
        `S3 bucket ${sink.bucket} is in ${region}, but the meeting's media region is ${meeting.mediaRegion}`,
      )
    }
    checkSingle(context, CapturePipeline, meeting, 'capture pipeline', request.SourceArn)
    return new CapturePipeline(context.world, meeting, request, sink)
  })
  return { status: 201, body: { MediaCapturePipeline: pipeline.describe() } }
}

export const createConcatenation: Operation = (context, { body }) => {
  check(body, concatenationRules)
  const request = body as ConcatenationRequest
  const pipeline = context.pipelines.findOrAdd(request.ClientRequestToken, ConcatenationPipeline, () => {
    const { MediaPipelineArn: arn } = request.Sources[0].MediaCapturePipelineSourceConfiguration
    const capture = context.pipelines.byArn(arn)
    if (!(capture instanceof CapturePipeline)) {
      throw new PipelinesException('BadRequestException', `Media capture pipeline ${arn} not found`)
    }
    if (context.world.clock.now() >= capture.createdAt + arnLifeMs) {
      throw new PipelinesException(
        'BadRequestException',
        `Media capture pipeline ${arn} is older than 30 days`,
      )
    }
    const sink = findSink(context, request.Sinks[0].S3BucketSinkConfiguration.Destination)
    return new ConcatenationPipeline(context.world, capture, request, sink)
  })
  return { status: 201, body: { MediaConcatenationPipeline: pipeline.describe() } }
}

export const createLiveConnector: Operation = (context, { body }) => {
  check(body, liveConnectorRules)
  const request = body as LiveConnectorRequest
  const pipeline = context.pipelines.findOrAdd(request.ClientRequestToken, LiveConnectorPipeline, () => {
    const { Arn: arn } = request.Sources[0].ChimeSdkMeetingLiveConnectorConfiguration
    const meeting = findMeeting(context, arn)
    checkSingle(context, LiveConnectorPipeline, meeting, 'live connector pipeline', arn)
    return new LiveConnectorPipeline(context.world, meeting, request)
  })
  return { status: 201, body: { MediaLiveConnectorPipeline: pipeline.describe() } }
}

/** The create calls have no `NotFoundException` in their model. */
function findMeeting(context: OperationContext, arn: string): PipelineMeeting {
  const meeting = context.world.meetings.meetingByArn(arn)
  if (meeting === undefined) throw new PipelinesException('BadRequestException', `Meeting ${arn} not found`)
  return meeting
}

/**
 * The service reads the bucket's policy in the caller's name, and says the same of a bucket that it cannot find and of
 * one that it may not read (amazon-chime-sdk-js#2935).
 */
function findSink(context: OperationContext, arn: string): Sink {
  const sink = readSink(arn)
  if (!context.world.buckets.exists(sink.bucket) || context.denied('s3:GetBucketPolicy')) {
    throw new PipelinesException(
      'ForbiddenException',
      `Insufficient permission to access S3 bucket: ${sink.bucket}`,
    )
  }
  return sink
}

/** One of a kind per meeting; the code and the words are those of amazon-chime-sdk-js#1552. */
function checkSingle(
  { pipelines }: OperationContext,
  kind: new (...parts: never[]) => Pipeline,
  { meetingId }: PipelineMeeting,
  name: string,
  arn: string,
): void {
  const other = pipelines
    .all()
    .find((pipeline) => pipeline instanceof kind && pipeline.meetingId === meetingId && !pipeline.ended)
  if (other === undefined) return
  throw new PipelinesException(
    'ResourceLimitExceededException',
    `Cannot create new media ${name} for source type 'ChimeSdkMeeting' and source arn '${arn}'. Limit reached`,
  )
}
