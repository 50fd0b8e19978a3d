import {
  ChimeSDKMediaPipelines,
  type CreateMediaCapturePipelineCommandInput,
  type CreateMediaConcatenationPipelineCommandInput,
  type MediaCapturePipeline,
  type MediaConcatenationPipeline,
} from '@aws-sdk/client-chime-sdk-media-pipelines'
import { S3 } from '@aws-sdk/client-s3'
import { onTestFinished } from 'vitest'
import {
  type ChimeMediaMeetings,
  type ChimeMediaSimulator,
  type ChimeMediaSimulatorOptions,
  type PipelineEvent,
  type PipelineMeeting,
  startChimeMediaSimulator,
} from '../../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'

/** Meetings without a service: `class-42`, with its media in eu-central-1, and whatever else a test opens. */
export class StubMeetings implements ChimeMediaMeetings {
  readonly events: PipelineEvent[] = []
  readonly bots: Map<string, string> = new Map()
  full = false
  readonly #open = new Map<string, PipelineMeeting>()
  readonly #listeners = new Set<(meetingId: string) => void>()

  open(externalMeetingId: string, mediaRegion = 'eu-central-1'): string {
    const meetingId = crypto.randomUUID()
    const arn = `arn:aws:chime:us-east-1:111122223333:meeting/${meetingId}`
    this.#open.set(arn, { meetingId, externalMeetingId, mediaRegion })
    return arn
  }

  end(arn: string): void {
    const meeting = this.meetingByArn(arn)
    this.#open.delete(arn)
    for (const listener of this.#listeners) listener(meeting?.meetingId ?? '')
  }

  /** Ends a meeting of which the pipelines are not told. */
  endUnnoticed(arn: string): void {
    this.#open.delete(arn)
  }

  get listening(): boolean {
    return this.#listeners.size > 0
  }

  meetingByArn(arn: string): PipelineMeeting | undefined {
    return this.#open.get(arn)
  }

  addBot(meetingId: string): { attendeeId: string } {
    if (this.full) throw new Error('no free seat')
    const attendeeId = crypto.randomUUID()
    this.bots.set(attendeeId, meetingId)
    return { attendeeId }
  }

  removeBot(meetingId: string, attendeeId: string): void {
    if (this.bots.get(attendeeId) === meetingId) this.bots.delete(attendeeId)
  }

  emitPipelineEvent(event: PipelineEvent): void {
    this.events.push(event)
  }

  onMeetingEnded(listener: (meetingId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export interface Bench {
  readonly simulator: ChimeMediaSimulator
  readonly meetings: StubMeetings
  readonly clock: TestClock
  readonly client: ChimeSDKMediaPipelines
  readonly s3: S3
  /** The ARN of a live meeting with its media in eu-central-1. */
  readonly meetingArn: string
}

/** A simulator with a standing clock and no rate quota, and the real AWS clients on it; all go with the test. */
export async function startBench(
  options: Omit<ChimeMediaSimulatorOptions, 'clock' | 'meetings'> = {},
): Promise<Bench> {
  const clock = new TestClock()
  const meetings = new StubMeetings()
  const simulator = await startChimeMediaSimulator({ clock, meetings, rates: 'unlimited', ...options })
  onTestFinished(() => simulator.close())
  const meetingArn = meetings.open('class-42')
  return { simulator, meetings, clock, client: clientOf(simulator), s3: s3Of(simulator), meetingArn }
}

/** The real AWS client of the pipelines, which retries nothing. */
export function clientOf(
  simulator: ChimeMediaSimulator,
  changes: { region?: string; accessKeyId?: string } = {},
): ChimeSDKMediaPipelines {
  const client = new ChimeSDKMediaPipelines({
    endpoint: simulator.pipelinesEndpoint,
    region: changes.region ?? simulator.region,
    credentials: {
      accessKeyId: changes.accessKeyId ?? simulator.accessKeyId,
      secretAccessKey: simulator.secretAccessKey,
    },
    maxAttempts: 1,
  })
  onTestFinished(() => client.destroy())
  return client
}

/** The real AWS client of S3, which retries nothing. */
export function s3Of(
  simulator: ChimeMediaSimulator,
  changes: { region?: string; accessKeyId?: string } = {},
): S3 {
  const s3 = new S3({
    endpoint: simulator.s3Endpoint,
    forcePathStyle: true,
    region: changes.region ?? 'eu-central-1',
    credentials: {
      accessKeyId: changes.accessKeyId ?? simulator.accessKeyId,
      secretAccessKey: simulator.secretAccessKey,
    },
    maxAttempts: 1,
  })
  onTestFinished(() => s3.destroy())
  return s3
}

export const bucket = 'recordings-eu'

export function captureRequest(
  meetingArn: string,
  changes: Partial<CreateMediaCapturePipelineCommandInput> = {},
): CreateMediaCapturePipelineCommandInput {
  return {
    SourceType: 'ChimeSdkMeeting',
    SourceArn: meetingArn,
    SinkType: 'S3Bucket',
    SinkArn: `arn:aws:s3:::${bucket}/raw`,
    ...changes,
  }
}

/** Creates a capture whose answer has what a pipeline always has. */
export async function createCapture(
  { client, meetingArn }: Pick<Bench, 'client' | 'meetingArn'>,
  changes: Partial<CreateMediaCapturePipelineCommandInput> = {},
): Promise<MediaCapturePipeline & { MediaPipelineId: string; MediaPipelineArn: string }> {
  const { MediaCapturePipeline: pipeline } = await client.createMediaCapturePipeline(
    captureRequest(meetingArn, changes),
  )
  const { MediaPipelineId = '', MediaPipelineArn = '' } = pipeline ?? {}
  return { ...pipeline, MediaPipelineId, MediaPipelineArn }
}

const artifacts = [
  'Audio',
  'Video',
  'Content',
  'DataChannel',
  'TranscriptionMessages',
  'MeetingEvents',
  'CompositedVideo',
] as const

/** A concatenation of everything, or of everything but the artifacts left out. */
export function concatenationRequest(
  captureArn: string,
  {
    without = [],
    destination = `arn:aws:s3:::${bucket}/films`,
    token,
  }: {
    readonly without?: readonly string[]
    readonly destination?: string
    readonly token?: string | undefined
  } = {},
): CreateMediaConcatenationPipelineCommandInput {
  const states = artifacts.map((name) => [name, { State: without.includes(name) ? 'Disabled' : 'Enabled' }])
  return {
    ...(token !== undefined && { ClientRequestToken: token }),
    Sources: [
      {
        Type: 'MediaCapturePipeline',
        MediaCapturePipelineSourceConfiguration: {
          MediaPipelineArn: captureArn,
          ChimeSdkMeetingConfiguration: { ArtifactsConfiguration: Object.fromEntries(states) },
        },
      },
    ],
    Sinks: [{ Type: 'S3Bucket', S3BucketSinkConfiguration: { Destination: destination } }],
  }
}

export async function createConcatenation(
  { client }: Pick<Bench, 'client'>,
  captureArn: string,
  changes: Parameters<typeof concatenationRequest>[1] = {},
): Promise<MediaConcatenationPipeline & { MediaPipelineId: string }> {
  const { MediaConcatenationPipeline: pipeline } = await client.createMediaConcatenationPipeline(
    concatenationRequest(captureArn, changes),
  )
  return { ...pipeline, MediaPipelineId: pipeline?.MediaPipelineId ?? '' }
}

/** How a call was refused: name, message, HTTP status and code of the error. Fails where it was not. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number; code: string; retryable: boolean }> {
  const error = await call.then(
    () => {
      throw new Error('The call was not refused')
    },
    (thrown: unknown) => thrown as Error & Record<string, unknown>,
  )
  const metadata = error['$metadata'] as { httpStatusCode?: number } | undefined
  if (metadata === undefined) throw error
  return {
    name: error.name,
    message: error.message,
    status: metadata.httpStatusCode ?? 0,
    code: String(error['Code']),
    retryable: error['$retryable'] !== undefined,
  }
}

/** The keys of a bucket below a prefix, as tests see them. */
export function keysIn({ simulator }: Pick<Bench, 'simulator'>, prefix = ''): readonly string[] {
  return simulator
    .objects(bucket)
    .map(({ key }) => key)
    .filter((key) => key.startsWith(prefix))
}

export const nobody = '01234567-89ab-0cde-0f01-23456789abcd'
