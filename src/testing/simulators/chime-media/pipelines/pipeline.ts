import type { Clock } from '../../../../ports/clock.js'
import { newServiceId } from '../../service-id.js'
import { account } from '../account.js'
import type { ChimeMediaMeetings, PipelineEvent } from '../meetings.js'
import type { ChimeMediaTimings } from '../options.js'
import type { BucketStore } from '../s3/bucket-store.js'
import type { Tag } from './requests.js'

export type PipelineKind = 'capture' | 'concatenation' | 'live-connector'

/** The statuses of the service's model, of which `Paused` is for other kinds of pipelines. */
export type PipelineStatus = 'Initializing' | 'NotStarted' | 'InProgress' | 'Stopping' | 'Stopped' | 'Failed'

/** What pipelines work on. */
export interface PipelineWorld {
  readonly clock: Clock
  readonly region: string
  readonly meetings: ChimeMediaMeetings
  readonly buckets: BucketStore
  readonly timings: ChimeMediaTimings
  readonly sinkPrefix: 'precedes' | 'replaces'
}

/**
 * A pipeline of any kind. There are no timers, which would move a test's clock on their own: whenever somebody looks,
 * `catchUp` does what should have happened since the last look, each step with its own time.
 */
export abstract class Pipeline {
  readonly id: string = newServiceId()
  readonly arn: string
  readonly createdAt: number
  readonly tags: Map<string, string>
  abstract readonly kind: PipelineKind
  abstract readonly meetingId: string
  protected readonly world: PipelineWorld
  #status: PipelineStatus
  #since: number

  constructor(world: PipelineWorld, status: PipelineStatus, tags: readonly Tag[] = []) {
    this.world = world
    this.arn = `arn:aws:chime:${world.region}:${account}:media-pipeline/${this.id}`
    this.createdAt = world.clock.now()
    this.tags = new Map(tags.map(({ Key, Value }) => [Key, Value]))
    this.#status = status
    this.#since = this.createdAt
  }

  get status(): PipelineStatus {
    return this.#status
  }

  /** When it came into its present status. */
  get since(): number {
    return this.#since
  }

  get ended(): boolean {
    return this.#status === 'Stopped' || this.#status === 'Failed'
  }

  /** What the service says about it, under the name of its kind. */
  abstract describe(): Readonly<Record<string, unknown>>

  abstract catchUp(now: number): void

  /** Begins to stop. No effect on one that is stopping or has ended. */
  abstract stop(now: number): void

  /** Breaks for good, and tells. No effect on one that has ended. */
  fail(now: number): void {
    if (this.ended) return
    this.move('Failed', now)
    this.emit('chime:MediaPipelinePermanentFailure')
  }

  protected move(status: PipelineStatus, at: number): void {
    this.#status = status
    this.#since = at
  }

  protected emit(eventType: PipelineEvent['eventType']): void {
    this.world.meetings.emitPipelineEvent({
      eventType,
      meetingId: this.meetingId,
      mediaPipelineId: this.id,
    })
  }

  /** The members that all kinds have. */
  protected common(): Readonly<Record<string, unknown>> {
    return {
      MediaPipelineId: this.id,
      MediaPipelineArn: this.arn,
      Status: this.#status,
      CreatedTimestamp: new Date(this.createdAt).toISOString(),
      UpdatedTimestamp: new Date(this.#since).toISOString(),
    }
  }
}
