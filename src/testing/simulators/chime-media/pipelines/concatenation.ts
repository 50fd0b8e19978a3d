import type { CapturePipeline } from './capture.js'
import { Pipeline, type PipelineKind, type PipelineWorld } from './pipeline.js'
import type { ConcatenationRequest } from './requests.js'
import { artifactsRoot, type Sink } from './sink.js'

/** The folder and the ending of an artifact's final file, and the members of the configuration that ask for it. */
const files = [
  { folder: 'audio', ending: 'mp4', members: ['Audio'] },
  { folder: 'video', ending: 'mp4', members: ['Video', 'Content'] },
  { folder: 'composited-video', ending: 'mp4', members: ['CompositedVideo'] },
  { folder: 'data-channel', ending: 'txt', members: ['DataChannel'] },
  { folder: 'transcription-messages', ending: 'txt', members: ['TranscriptionMessages'] },
  { folder: 'meeting-events', ending: 'txt', members: ['MeetingEvents'] },
]

/**
 * Turns the artifacts of a capture into one file a folder. It waits for the capture to stop, and reads what is in the
 * bucket then: without audio there is nothing to concatenate, and it fails.
 */
export class ConcatenationPipeline extends Pipeline {
  override readonly kind: PipelineKind = 'concatenation'
  override readonly meetingId: string
  readonly capture: CapturePipeline
  readonly sink: Sink
  readonly #request: ConcatenationRequest

  constructor(world: PipelineWorld, capture: CapturePipeline, request: ConcatenationRequest, sink: Sink) {
    super(world, 'NotStarted', request.Tags)
    this.meetingId = capture.meetingId
    this.capture = capture
    this.sink = sink
    this.#request = request
  }

  override describe(): Readonly<Record<string, unknown>> {
    return { ...this.common(), Sources: this.#request.Sources, Sinks: this.#request.Sinks }
  }

  override catchUp(now: number): void {
    if (this.status === 'NotStarted' && this.capture.ended) this.#begin()
    const { concatenateMs, stopMs } = this.world.timings
    if (this.status === 'InProgress' && now >= this.since + concatenateMs) {
      this.#complete(this.since + concatenateMs)
    } else if (this.status === 'Stopping' && now >= this.since + stopMs) {
      this.#end(this.since + stopMs)
    }
  }

  /** Gives up what it has not written yet, which is everything. */
  override stop(now: number): void {
    if (!this.ended && this.status !== 'Stopping') this.move('Stopping', now)
  }

  #begin(): void {
    const at = Math.max(this.createdAt, this.capture.since)
    if (this.capture.status === 'Failed') {
      this.fail(at)
      return
    }
    this.move('InProgress', at)
    this.emit('chime:MediaPipelineInProgress')
  }

  #complete(at: number): void {
    if (this.capture.artifacts('audio').length === 0) {
      this.fail(at)
      return
    }
    const [{ MediaCapturePipelineSourceConfiguration: source }] = this.#request.Sources
    const { ArtifactsConfiguration } = source.ChimeSdkMeetingConfiguration
    for (const { folder, ending, members } of files) {
      const enabled = members.filter((member) => ArtifactsConfiguration[member]?.State === 'Enabled')
      const parts = this.capture
        .artifacts(folder)
        .filter(({ key }) => enabled.includes(memberOf(key, members)))
      if (parts.length === 0) continue
      const root = artifactsRoot(this.sink, this.id, this.world.sinkPrefix)
      const text = parts.map((part) => part.text).join('')
      this.world.buckets.put(this.sink.bucket, `${root}${folder}/${this.id}.${ending}`, text, at)
    }
    this.#end(at)
  }

  #end(at: number): void {
    this.move('Stopped', at)
    this.emit('chime:MediaPipelineDeleted')
  }
}

/** Cameras and content shares are in one folder, told apart by the name. */
function memberOf(key: string, [member = '', contentMember = member]: readonly string[]): string {
  return key.endsWith('#content.mp4') ? contentMember : member
}
