import { MeetingPipeline } from './pipelines/meeting-pipeline.js'
import type { Pipeline, PipelineKind, PipelineStatus } from './pipelines/pipeline.js'

/** A pipeline of the simulator at one moment. */
export interface SimulatedPipeline {
  readonly id: string
  readonly arn: string
  readonly kind: PipelineKind
  readonly status: PipelineStatus
  /** The meeting that it records, streams, or whose capture it concatenates. */
  readonly meetingId: string
  /** The attendee that it takes a seat with; undefined for a concatenation, and without a seat. */
  readonly botId: string | undefined
  readonly createdAt: Date
  /** When it came into its present status. */
  readonly updatedAt: Date
  readonly tags: Readonly<Record<string, string>>
}

export function snapshot(pipeline: Pipeline): SimulatedPipeline {
  const { id, arn, kind, status, meetingId, createdAt, since, tags } = pipeline
  return {
    id,
    arn,
    kind,
    status,
    meetingId,
    botId: pipeline instanceof MeetingPipeline ? pipeline.botId : undefined,
    createdAt: new Date(createdAt),
    updatedAt: new Date(since),
    tags: Object.fromEntries(tags),
  }
}
