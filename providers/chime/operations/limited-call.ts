import { setMaxListeners } from 'node:events'
import * as v from 'valibot'
import { lazySchema } from '../../../src/config/lazy-schema.js'
import { parse } from '../../../src/config/parsed.js'
import { invalidRequest } from '../../../src/errors/invalid-request.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import { integer } from '../../../src/requests/text-rules.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'

const DEFAULT_MS = 60_000

/** How one operation is called. */
export interface ChimeCallOptions {
  /** Ends the call with `aborted`. */
  readonly signal?: AbortSignal
  /**
   * Longest time for the call, waiting for its turn at the rate limit included, 1 to 600,000 ms; then `timeout`. Within it, each
   * request to AWS has the `requestTimeoutMs` of the configuration. Default: 60,000.
   */
  readonly timeoutMs?: number
}

const schema = lazySchema(() =>
  v.strictObject(
    {
      signal: v.optional(v.instance(AbortSignal, 'must be an AbortSignal')),
      timeoutMs: v.optional(integer(1, 600_000)),
    },
    'must be an object',
  ),
)

/** Runs work that ends at the time limit and on the caller's signal; it listens to the signal that it is given. */
export async function limitedCall<T>(
  clock: Clock,
  options: ChimeCallOptions,
  work: (options: ProviderCallOptions) => Promise<T>,
): Promise<T> {
  const parsed = parse(schema, options)
  if (!parsed.ok) throw invalidRequest(parsed.problems)
  const { signal, timeoutMs = DEFAULT_MS } = options
  const deadline = clock.now() + timeoutMs
  const controller = new AbortController()
  let late = false
  const onAbort = (): void => controller.abort()
  const cancelTimer = clock.after(timeoutMs, () => {
    late = true
    controller.abort()
  })
  if (signal !== undefined) {
    // One signal for every call of a process is good use: Node 20 would warn of a leak from the eleventh on.
    setMaxListeners(0, signal)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
  }
  try {
    return await work({
      signal: controller.signal,
      abortable: signal !== undefined,
      get remainingMs() {
        return Math.max(0, deadline - clock.now())
      },
      strict: false,
    })
  } catch (error) {
    // Below, every stop looks like an abort; only here it is known that time was up.
    if (!late || !MeetingError.is(error) || error.code !== 'aborted') throw error
    throw error.with({ code: 'timeout', message: 'the time limit was reached', retryable: undefined })
  } finally {
    cancelTimer()
    signal?.removeEventListener('abort', onAbort)
  }
}
