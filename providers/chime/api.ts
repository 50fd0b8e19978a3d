import { MeetingError } from '../../src/errors/meeting-error.js'
import type { Clock } from '../../src/ports/clock.js'
import type { AdaptiveBucket } from '../../src/resilience/adaptive-bucket.js'
import { RateLimiter } from '../../src/resilience/rate-limiter.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import { abandonable } from './abandon.js'
import { type Aws, loadAws } from './aws.js'
import type { ResolvedChimeConfig } from './config.js'
import { isClockCorrected, isStale, mapChimeError } from './map-error.js'
import { type ChimeInputs, type ChimeOperation, isRead } from './wire.js'

/**
 * How often a throttled call is sent at most. Its time limit ends most calls before; among 20 processes that use one quota
 * up, 16 times have been seen.
 */
export const mostTries = 30

/** The Chime API of one instance: the AWS client, loaded on first use, behind the rate limits of the operations. */
export class ChimeApi {
  readonly #config: ResolvedChimeConfig
  readonly #clock: Clock
  readonly #load: typeof loadAws
  readonly #limiters = new Map<ChimeOperation, RateLimiter>()
  #aws: Aws | undefined
  #loading: Promise<Aws> | undefined
  #refusal: MeetingError | undefined

  constructor(config: ResolvedChimeConfig, clock: Clock, load: typeof loadAws = loadAws) {
    this.#config = config
    this.#clock = clock
    this.#load = load
  }

  /**
   * One call, in its turn. One that Chime throttles goes back to the front of the queue while its time lasts, thirty
   * times sent at most. Fails with a `MeetingError` whose `effect` is that of this call; on the signal at once, with effect
   * `none` while it waited for its turn; with `rate-limited` and `retryAfterMs` as soon as it is certain that its turn
   * comes too late.
   */
  async call<Operation extends ChimeOperation>(
    operation: Operation,
    input: ChimeInputs[Operation],
    { signal, abortable, remainingMs }: Pick<ProviderCallOptions, 'signal' | 'abortable' | 'remainingMs'>,
  ): Promise<unknown> {
    const limiter = this.#limiter(operation)
    const deadline = this.#clock.now() + remainingMs
    for (let tries = 1; ; tries += 1) {
      if (this.#refusal !== undefined) throw this.#refusal
      if (signal.aborted || !limiter.tryAcquire()) {
        const leftMs = deadline - this.#clock.now()
        await limiter.acquire({ signal, remainingMs: leftMs, again: tries > 1 })
      }
      try {
        const sent = this.#attempt(limiter, operation, input, abortable ? signal : undefined)
        return await abandonable(sent, signal, isRead(operation) ? 'none' : 'unknown')
      } catch (error) {
        if (!isThrottled(error)) throw error
        const waitMs = Math.max(error.retryAfterMs ?? 0, limiter.waitMs(true))
        if (tries === mostTries || this.#clock.now() + waitMs >= deadline)
          throw error.with({ retryAfterMs: error.retryAfterMs ?? waitMs })
      }
    }
  }

  /** One call at once, for whoever takes its turn from `bucket`, and tells the bucket what came of it. */
  async send<Operation extends ChimeOperation>(
    operation: Operation,
    input: ChimeInputs[Operation],
    signal?: AbortSignal,
  ): Promise<unknown> {
    if (this.#refusal !== undefined) throw this.#refusal
    try {
      const aws = this.#aws ?? (await this.#loaded())
      return await sendTwice(aws, operation, input, signal)
    } catch (thrown) {
      throw mapChimeError(thrown, operation, this.#clock.now())
    }
  }

  /** The one rate limit of an operation, whoever calls it. */
  bucket(operation: ChimeOperation): AdaptiveBucket {
    return this.#limiter(operation).bucket
  }

  /** Refuses whoever still waits for a turn, and whatever comes later, and frees the connections. */
  close(refusal: MeetingError): void {
    this.#refusal = refusal
    for (const limiter of this.#limiters.values()) limiter.refuseAll(refusal)
    this.#aws?.destroy()
  }

  async #attempt<Operation extends ChimeOperation>(
    limiter: RateLimiter,
    operation: Operation,
    input: ChimeInputs[Operation],
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { epoch } = limiter.bucket
    try {
      const answer = await this.send(operation, input, signal)
      limiter.bucket.passed(epoch)
      return answer
    } catch (error) {
      if (isThrottled(error)) limiter.throttled(epoch, error.retryAfterMs)
      else limiter.bucket.passed(epoch)
      throw error
    }
  }

  #limiter(operation: ChimeOperation): RateLimiter {
    let limiter = this.#limiters.get(operation)
    if (limiter === undefined) {
      limiter = new RateLimiter(this.#config.rateLimit, this.#clock)
      this.#limiters.set(operation, limiter)
    }
    return limiter
  }

  #loaded(): Promise<Aws> {
    this.#loading ??= this.#load(this.#config).then(
      (aws) => {
        this.#aws = aws
        return aws
      },
      (error: unknown) => {
        this.#loading = undefined
        throw error
      },
    )
    return this.#loading
  }
}

/** Chime refused the call because of its rate, and did nothing. */
function isThrottled(error: unknown): error is MeetingError {
  return MeetingError.is(error) && error.code === 'rate-limited' && error.effect === 'none'
}

/** Two failures are not worth an error, because the request was certainly not acted on and the cause is gone: it goes out once more. */
async function sendTwice<Operation extends ChimeOperation>(
  { client, commands }: Aws,
  operation: Operation,
  input: ChimeInputs[Operation],
  signal: AbortSignal | undefined,
): Promise<unknown> {
  // Options switch off the client's cache of resolved middleware, so they are given only where they are needed.
  const send = (): Promise<unknown> => {
    const command = commands[operation](input)
    return signal === undefined ? client.send(command) : client.send(command, { abortSignal: signal })
  }
  try {
    return await send()
  } catch (error) {
    if (signal?.aborted !== true && (isStale(error) || isClockCorrected(error))) return send()
    throw error
  }
}
