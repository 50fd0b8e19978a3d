import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'

/** Where a call of the client comes up in its errors, and how long it may take. */
export interface CallLimits {
  readonly clock: Clock
  readonly operation: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** Runs a call under a time limit and the caller's signal; its errors say which call they are of. */
export async function withDeadline<T>(
  limits: CallLimits,
  run: (options: ProviderCallOptions) => Promise<T>,
): Promise<T> {
  const watch = new Watch(limits)
  try {
    return await watch.step(() => run(watch.options))
  } finally {
    watch.stop()
  }
}

/**
 * The same for a list that is read while it is iterated: the limit holds for each step, not for the caller's
 * time between two.
 */
export async function* eachWithDeadline<T>(
  limits: CallLimits,
  open: (options: ProviderCallOptions) => AsyncIterator<T>,
): AsyncGenerator<T, void> {
  const watch = new Watch(limits)
  const items = open(watch.options)
  const next = (): Promise<IteratorResult<T>> => items.next()
  try {
    for (;;) {
      const step = await watch.step(next)
      if (step.done === true) return
      yield step.value
    }
  } finally {
    watch.stop()
    // Whoever left does not wait for it; what it still has to say nobody asks about.
    items.return?.()?.catch(() => undefined)
  }
}

/** Ends work that takes too long or that the caller gave up. One timer serves all steps of a list. */
class Watch {
  readonly options: ProviderCallOptions
  readonly #limits: CallLimits
  readonly #controller: AbortController = new AbortController()
  readonly #abort = (): void => this.#controller.abort()
  #cancelTimer: () => void
  #busySince: number | undefined
  #late = false

  constructor(limits: CallLimits) {
    const { timeoutMs, signal } = limits
    this.#limits = limits
    this.options = { signal: this.#controller.signal, abortable: true, remainingMs: timeoutMs, strict: false }
    this.#cancelTimer = limits.clock.after(timeoutMs, () => this.#look())
    signal?.addEventListener('abort', this.#abort, { once: true })
    if (signal?.aborted === true) this.#abort()
  }

  async step<T>(run: () => Promise<T>): Promise<T> {
    this.#busySince = this.#limits.clock.now()
    try {
      return await run()
    } catch (error) {
      throw this.#named(error)
    } finally {
      this.#busySince = undefined
    }
  }

  stop(): void {
    this.#cancelTimer()
    this.#limits.signal?.removeEventListener('abort', this.#abort)
    this.#abort()
  }

  #look(): void {
    const { clock, timeoutMs } = this.#limits
    const left = this.#busySince === undefined ? timeoutMs : this.#busySince + timeoutMs - clock.now()
    this.#late = left <= 0
    if (this.#late) this.#abort()
    else this.#cancelTimer = clock.after(left, () => this.#look())
  }

  #named(error: unknown): unknown {
    const { operation, timeoutMs } = this.#limits
    if (!MeetingError.is(error)) return error
    if (!this.#late || error.code !== 'aborted') return error.at({ operation })
    const message = `no answer within ${timeoutMs} ms`
    return error.with({ code: 'timeout', message, operation, retryable: error.effect === 'none' })
  }
}
