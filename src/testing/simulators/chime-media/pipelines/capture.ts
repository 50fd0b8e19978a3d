import { newServiceId } from '../../service-id.js'
import type { PipelineMeeting } from '../meetings.js'
import type { SimulatedObject } from '../s3/bucket-store.js'
import { MeetingPipeline } from './meeting-pipeline.js'
import type { PipelineKind, PipelineWorld } from './pipeline.js'
import type { CaptureConfiguration, CaptureRequest } from './requests.js'
import { artifactsRoot, type Sink } from './sink.js'

const chunkMs = 5_000

/** What is captured when a request says nothing: mixed audio with the active speaker's video, and content shares. */
const defaultConfiguration: CaptureConfiguration = {
  ArtifactsConfiguration: {
    Audio: { MuxType: 'AudioWithActiveSpeakerVideo' },
    Video: { State: 'Disabled' },
    Content: { State: 'Enabled' },
  },
}

const textFolders = ['meeting-events', 'data-channel', 'transcription-messages']

/** A recording in the making: 5-second chunks by stream while it runs, and the text files when it stops. */
export class CapturePipeline extends MeetingPipeline {
  override readonly kind: PipelineKind = 'capture'
  readonly sink: Sink
  readonly #request: CaptureRequest
  readonly #configuration: CaptureConfiguration
  /** The one person who shows a camera and shares a screen in every simulated meeting. */
  readonly #presenter: string
  readonly #written = new Map<string, string[]>()
  #capturedTo: number | undefined

  constructor(world: PipelineWorld, meeting: PipelineMeeting, request: CaptureRequest, sink: Sink) {
    super(world, meeting, request.SourceArn, request.Tags)
    this.sink = sink
    this.#request = request
    const given = request.ChimeSdkMeetingConfiguration
    this.#configuration = { ...defaultConfiguration, ...given }
    this.#presenter = given?.SourceConfiguration?.SelectedVideoStreams?.AttendeeIds?.[0] ?? newServiceId()
  }

  /** What it has written into one folder and is still there, in the order of writing. */
  artifacts(folder: string): readonly SimulatedObject[] {
    const keys = this.#written.get(folder) ?? []
    return keys.flatMap((key) => this.world.buckets.get(this.sink.bucket, key) ?? [])
  }

  override describe(): Readonly<Record<string, unknown>> {
    const { SourceType, SourceArn, SinkType, SinkArn, SseAwsKeyManagementParams, SinkIamRoleArn } =
      this.#request
    return {
      ...this.common(),
      SourceType,
      SourceArn,
      SinkType,
      SinkArn,
      ChimeSdkMeetingConfiguration: this.#configuration,
      SseAwsKeyManagementParams,
      SinkIamRoleArn,
    }
  }

  protected override work(until: number): void {
    if (this.status !== 'InProgress') return
    let from = this.#capturedTo ?? this.since
    for (; from + chunkMs <= until; from += chunkMs) this.#writeChunk(from, chunkMs)
    this.#capturedTo = from
  }

  /** The last chunk is a short one; also a capture that stops before it starts leaves one of each. */
  protected override finish(at: number): void {
    const from = this.#capturedTo ?? at
    if (at > from || !this.#written.has('audio')) this.#writeChunk(from, at - from)
    for (const folder of textFolders) {
      this.#write(folder, `${stamp(this.createdAt)}.txt`, at, `${folder} of meeting ${this.meetingId}\n`)
    }
  }

  #writeChunk(from: number, lengthMs: number): void {
    const name = stamp(from)
    const end = from + lengthMs
    const media = (stream: string): string =>
      `${stream} of meeting ${this.meetingId}, ${name}, ${lengthMs} ms\n`
    const { Audio, Video, Content, CompositedVideo } = this.#configuration.ArtifactsConfiguration ?? {}
    this.#write('audio', `${name}.mp4`, end, media('audio'))
    if (CompositedVideo !== undefined || Audio?.MuxType === 'AudioWithCompositedVideo') {
      this.#write('composited-video', `${name}.mp4`, end, media('composited video'))
    }
    if (Video?.State === 'Enabled') {
      this.#write('video', `${name}-${this.#presenter}.mp4`, end, media('camera'))
    }
    if (Content?.State === 'Enabled') {
      this.#write('video', `${name}-${this.#presenter}#content.mp4`, end, media('content'))
    }
  }

  #write(folder: string, name: string, at: number, text: string): void {
    const key = `${artifactsRoot(this.sink, this.id, this.world.sinkPrefix)}${folder}/${name}`
    this.world.buckets.put(this.sink.bucket, key, text, at)
    const keys = this.#written.get(folder) ?? []
    keys.push(key)
    this.#written.set(folder, keys)
  }
}

/** `2026-01-05-09-00-02-000`: how artifacts are named after their start. */
function stamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '').replace(/[T:.]/g, '-')
}
