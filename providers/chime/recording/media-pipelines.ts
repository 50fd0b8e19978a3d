import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import { RateLimiter } from '../../../src/resilience/rate-limiter.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ResolvedChimeConfig } from '../config.js'
import { type AwsService, loadMediaPipelines } from './aws.js'
import { AwsCalls } from './aws-calls.js'
import type { MediaInputs, MediaOperation } from './wire.js'

/** The quota of a new account, for all operations together (fact sheet, section 3). */
const QUOTA = { perSecond: 10, burst: 10 }

/** The media pipelines API of one instance, behind its rate limit. */
export class MediaPipelines {
  readonly #clock: Clock
  readonly #limiter: RateLimiter
  readonly #calls: AwsCalls<MediaInputs, AwsService<MediaInputs>>

  constructor(config: ResolvedChimeConfig, clock: Clock) {
    this.#clock = clock
    this.#limiter = new RateLimiter(config.rateLimit === 'unlimited' ? 'unlimited' : QUOTA, clock)
    this.#calls = new AwsCalls(() => loadMediaPipelines(config), clock)
  }

  /** One call, in its turn, repeated once where it had no effect for a cause that passes. */
  call<Operation extends MediaOperation>(
    operation: Operation,
    input: MediaInputs[Operation],
    options: ProviderCallOptions,
  ): Promise<object> {
    return repeatOnce(this.#clock, options, async () => {
      if (options.signal.aborted || !this.#limiter.tryAcquire()) await this.#limiter.acquire(options)
      const { epoch } = this.#limiter.bucket
      try {
        const answer = await this.#calls.send(operation, input, options.signal)
        this.#limiter.bucket.passed(epoch)
        return answer
      } catch (error) {
        if (MeetingError.is(error) && error.code === 'rate-limited')
          this.#limiter.throttled(epoch, error.retryAfterMs)
        else this.#limiter.bucket.passed(epoch)
        throw error
      }
    })
  }

  /** Ends a pipeline. That Chime does not know it (any more) is fine. */
  async remove(
    operation: 'DeleteMediaCapturePipeline' | 'DeleteMediaPipeline',
    MediaPipelineId: string,
    options: ProviderCallOptions,
  ): Promise<void> {
    try {
      await this.call(operation, { MediaPipelineId }, options)
    } catch (error) {
      if (!MeetingError.is(error) || error.code !== 'not-found') throw error
    }
  }

  close(refusal: MeetingError): void {
    this.#limiter.refuseAll(refusal)
    this.#calls.close(refusal)
  }
}
