import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import { sleep } from '../../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { objectOf } from '../reading.js'
import type { MediaPipelines } from './media-pipelines.js'
import { membersOf } from './members.js'

/** How far a pipeline is; one that Chime does not know (any more) is over. */
export interface PipelineStatus {
  readonly phase: 'starting' | 'running' | 'stopping' | 'over' | 'failed'
  /** Of one that is over: when, where Chime still knows. */
  readonly endedAt?: number
}

/** All pipeline calls of an account together are allowed 10 a second, so nobody asks about the same one more often than this. */
const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 1_000
const WAIT_MS = 500

/** What pipelines are doing, asked of Chime and remembered for a few seconds. */
export class PipelineStatuses {
  readonly #media: MediaPipelines
  readonly #clock: Clock
  readonly #remembered = new Map<string, { readonly status: PipelineStatus; readonly until: number }>()

  constructor(media: MediaPipelines, clock: Clock) {
    this.#media = media
    this.#clock = clock
  }

  capture(MediaPipelineId: string, options: ProviderCallOptions): Promise<PipelineStatus> {
    return this.#of(MediaPipelineId, async () => {
      const answer = await this.#media.call('GetMediaCapturePipeline', { MediaPipelineId }, options)
      return objectOf(answer, 'MediaCapturePipeline')
    })
  }

  concatenation(MediaPipelineId: string, options: ProviderCallOptions): Promise<PipelineStatus> {
    return this.#of(MediaPipelineId, async () => {
      const answer = await this.#media.call('GetMediaPipeline', { MediaPipelineId }, options)
      return objectOf(objectOf(answer, 'MediaPipeline'), 'MediaConcatenationPipeline')
    })
  }

  /** Waits until the capture, and what is made of it, is over; false where that takes longer than `waits` half seconds. */
  async untilOver(
    capture: string,
    concatenation: string | undefined,
    waits: number,
    options: ProviderCallOptions,
  ): Promise<boolean> {
    for (let waited = 0; ; waited += 1) {
      this.forget(capture)
      const phases = [await this.capture(capture, options)]
      if (concatenation !== undefined) {
        this.forget(concatenation)
        phases.push(await this.concatenation(concatenation, options))
      }
      if (phases.every(isOver)) return true
      if (waited === waits) return false
      await sleep(this.#clock, WAIT_MS, options.signal)
    }
  }

  /** The next question about it goes to Chime. */
  forget(pipelineId: string): void {
    this.#remembered.delete(pipelineId)
  }

  async #of(pipelineId: string, ask: () => Promise<unknown>): Promise<PipelineStatus> {
    const now = this.#clock.now()
    const remembered = this.#remembered.get(pipelineId)
    if (remembered !== undefined && now < remembered.until) return remembered.status
    const status = statusIn(await ask().catch(missing))
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
    this.#remembered.set(pipelineId, { status, until: this.#clock.now() + REMEMBERED_MS })
    return status
  }
}

/** Nothing comes from it any more. */
export function isOver({ phase }: PipelineStatus): boolean {
  return phase === 'over' || phase === 'failed'
}

/** What an answer says of a pipeline. */
export function statusIn(pipeline: unknown): PipelineStatus {
  if (pipeline === undefined) return { phase: 'over' }
  const { Status, UpdatedTimestamp } = membersOf(pipeline)
  const phase = phases.get(Status) ?? 'starting'
  return {
    phase,
    ...(phase === 'over' && UpdatedTimestamp instanceof Date && { endedAt: +UpdatedTimestamp }),
  }
}

function missing(error: unknown): undefined {
  if (!MeetingError.is(error) || error.code !== 'not-found') throw error
}

const phases: ReadonlyMap<unknown, PipelineStatus['phase']> = new Map([
  ['InProgress', 'running'],
  ['Stopping', 'stopping'],
  ['Stopped', 'over'],
  ['Failed', 'failed'],
])
