import type { PipelineMeeting } from '../meetings.js'
import { MeetingPipeline } from './meeting-pipeline.js'
import type { PipelineKind, PipelineWorld } from './pipeline.js'
import type { LiveConnectorRequest } from './requests.js'

/** A meeting streamed to an RTMP address: it has a life and leaves nothing behind. */
export class LiveConnectorPipeline extends MeetingPipeline {
  override readonly kind: PipelineKind = 'live-connector'
  readonly #request: LiveConnectorRequest

  constructor(world: PipelineWorld, meeting: PipelineMeeting, request: LiveConnectorRequest) {
    const [{ ChimeSdkMeetingLiveConnectorConfiguration: configuration }] = request.Sources
    super(world, meeting, configuration.Arn, request.Tags)
    this.#request = request
  }

  override describe(): Readonly<Record<string, unknown>> {
    return { ...this.common(), Sources: this.#request.Sources, Sinks: this.#request.Sinks }
  }

  protected override work(): void {}

  protected override finish(): void {}
}
