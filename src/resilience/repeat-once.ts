import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import type { ProviderCallOptions } from '../spec/call-options.js'
import { sleep } from './sleep.js'

/** How long to wait before the repeat where nobody said: 100 to 300 ms, spread so that many callers do not return together. */
const BASE_MS = 100
const SPREAD_MS = 200

/**
 * Runs an attempt, and once more if it failed in a way that passes and that certainly had no effect, and if there is time. This
 * is all the retrying that adapters do besides waiting for a rate limit; everything further is the user's choice.
 */
export async function repeatOnce<T>(
  clock: Clock,
  options: ProviderCallOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = clock.now() + options.remainingMs
  try {
    return await attempt()
  } catch (error) {
    if (!MeetingError.is(error) || !error.retryable || error.effect !== 'none') throw error
    const wait = error.retryAfterMs ?? BASE_MS + Math.random() * SPREAD_MS
    if (clock.now() + wait >= deadline) throw error
    await sleep(clock, wait, options.signal)
    return attempt()
  }
}
