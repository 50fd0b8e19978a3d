import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { Clock } from '../../src/ports/clock.js'
import { RateLimiter } from '../../src/resilience/rate-limiter.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import { abandonable } from './abandon.js'
import { type Aws, loadAws } from './aws.js'
import type { ResolvedChimeConfig } from './config.js'
import { isClockCorrected, isStale, mapChimeError } from './map-error.js'
import type { ChimeInputs, ChimeOperation } from './wire.js'

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
   * One call, in its turn. Fails with a `MeetingError` whose `effect` is that of this call; on the signal at once, with
   * effect `none` while it waited for its turn.
   */
  async call<Operation extends ChimeOperation>(
    operation: Operation,
    input: ChimeInputs[Operation],
    { signal, abortable }: Pick<ProviderCallOptions, 'signal' | 'abortable'>,
  ): Promise<unknown> {
    const limiter = this.#limiter(operation)
    if (signal.aborted || !limiter.tryAcquire()) await limiter.acquire(signal)
    const sent = this.send(operation, input, abortable ? signal : undefined)
    return abandonable(sent, signal, operation === 'GetMeeting' ? 'none' : 'unknown')
  }

  /** One call at once, for whoever keeps the rate limit by other means. */
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
      const error = mapChimeError(thrown, operation, this.#clock.now())
      if (error.code === 'rate-limited') this.#limiters.get(operation)?.drain()
      throw error
    }
  }

  /** Refuses whoever still waits for a turn, and whatever comes later, and frees the connections. */
  close(refusal: MeetingError): void {
    this.#refusal = refusal
    for (const limiter of this.#limiters.values()) limiter.refuseAll(refusal)
    this.#aws?.destroy()
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
