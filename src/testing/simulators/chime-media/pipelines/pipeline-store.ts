import { PipelinesException } from './exception.js'
import { MeetingPipeline } from './meeting-pipeline.js'
import type { Pipeline } from './pipeline.js'

/** The pipelines of the account in one control region, and the request tokens that made them. */
export class PipelineStore {
  readonly #pipelines = new Map<string, Pipeline>()
  readonly #byToken = new Map<string, Pipeline>()
  readonly #concurrent: number

  constructor(concurrent: number) {
    this.#concurrent = concurrent
  }

  /**
   * Answers a repeated token with the pipeline that it made, as it is now: the other members of the request are not
   * looked at. How long the service remembers a token is not documented; here it is for good.
   */
  findOrAdd<Kind extends Pipeline>(
    token: string | undefined,
    kind: new (...parts: never[]) => Kind,
    create: () => Kind,
  ): Kind {
    const known = token === undefined ? undefined : this.#byToken.get(`${kind.name} ${token}`)
    if (known instanceof kind) return known
    if (this.all().filter(({ ended }) => !ended).length >= this.#concurrent) {
      throw new PipelinesException(
        'ResourceLimitExceededException',
        'Cannot create new media pipeline. Limit reached',
      )
    }
    const pipeline = create()
    this.#pipelines.set(pipeline.id, pipeline)
    if (token !== undefined) this.#byToken.set(`${kind.name} ${token}`, pipeline)
    return pipeline
  }

  /** By id, in either letter case. */
  get(id: string): Pipeline | undefined {
    return this.#pipelines.get(id.toLowerCase())
  }

  byArn(arn: string): Pipeline | undefined {
    return this.all().find((pipeline) => pipeline.arn === arn)
  }

  /** Oldest first. Ended ones stay: how long the service lists them is not documented. */
  all(): readonly Pipeline[] {
    return [...this.#pipelines.values()]
  }

  /** Brings every pipeline up to `now`; a capture comes before the concatenation that waits for it. */
  catchUp(now: number): void {
    for (const pipeline of this.#pipelines.values()) if (!pipeline.ended) pipeline.catchUp(now)
  }

  /** Stops whatever runs in a meeting that has ended. */
  stopMeeting(meetingId: string, now: number): void {
    for (const pipeline of this.#pipelines.values()) {
      if (pipeline instanceof MeetingPipeline && pipeline.meetingId === meetingId) pipeline.stop(now)
    }
  }

  clear(): void {
    this.#pipelines.clear()
    this.#byToken.clear()
  }
}
