import type { Clock } from '../../../ports/clock.js'
import type { ChimeMediaMeetings } from './meetings.js'

/** How simulated media pipelines and their buckets are set up. Everything but `meetings` has a default. */
export interface ChimeMediaSimulatorOptions {
  /** Whose meetings are captured: a `ChimeSimulator`, or anything of that form. */
  readonly meetings: ChimeMediaMeetings
  /** The time by which pipelines proceed, quotas refill and presigned URLs expire. Default: the machine's. */
  readonly clock?: Clock
  /** The control region of the pipelines, one that has an API endpoint for them. Default `us-east-1`. */
  readonly region?: string
  /** The only access key that is recognised. Default: a fixed fake one, the same as the Chime simulator's. */
  readonly accessKeyId?: string
  /** Calls allowed to all pipeline operations together. Default 10 a second, bursts of 10. S3 is not limited. */
  readonly rates?: ChimeMediaRates | 'unlimited'
  /** How many pipelines may exist at once that have not ended. Default 100 in us-east-1, 10 elsewhere. */
  readonly concurrentPipelines?: number
  /**
   * The buckets that exist, with their regions. Default: every bucket exists, always in the region where it is looked for.
   */
  readonly buckets?: Readonly<Record<string, string>>
  /**
   * Where artifacts go when a sink's ARN has a prefix: `{prefix}/{pipelineId}/audio/…` (`precedes`) or `{prefix}/audio/…`
   * (`replaces`). The vendor's pages differ (fact sheet, section 5.2). Default `precedes`.
   */
  readonly sinkPrefix?: 'precedes' | 'replaces'
  /**
   * What deleting a pipeline that has ended answers; the vendor does not say. Default `not-found`, the reading that
   * hurts; `accepted` is 204 without effect.
   */
  readonly repeatedDelete?: 'not-found' | 'accepted'
  readonly timings?: Partial<ChimeMediaTimings>
}

/** A quota: `perSecond` calls a second after `burst` calls at once. */
export interface ChimeMediaRates {
  readonly perSecond: number
  readonly burst: number
}

/** How long things take. The vendor promises nothing; these are of the order that public logs show. */
export interface ChimeMediaTimings {
  /** From `Initializing` to `InProgress`. Default 2,000. */
  readonly startMs: number
  /** From `Stopping` to `Stopped`. Default 1,000. */
  readonly stopMs: number
  /** How long a concatenation is `InProgress`. Default 10,000. */
  readonly concatenateMs: number
}

export const defaultTimings: ChimeMediaTimings = { startMs: 2_000, stopMs: 1_000, concatenateMs: 10_000 }
