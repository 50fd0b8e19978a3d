import type { MeetingErrorEffect } from '../../src/errors/codes.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'

/** The caller's signal fired. */
export function aborted(effect: MeetingErrorEffect): MeetingError {
  return new MeetingError({ code: 'aborted', message: 'the call was cancelled', effect })
}

/**
 * Waits for the work until the signal fires, and then rejects at once with `aborted` and this effect. The work itself
 * goes on; what becomes of it is nobody's business any more.
 */
export function abandonable<T>(
  work: Promise<T>,
  signal: AbortSignal,
  effect: MeetingErrorEffect,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(aborted(effect))
    const done = (): void => signal.removeEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    work.then(
      (value) => {
        done()
        resolve(value)
      },
      (error: unknown) => {
        done()
        reject(error)
      },
    )
  })
}

/** The options of a call that no single caller stands behind: it goes on whoever leaves, for `remainingMs` at most where something has to wait. */
export function unhurried(remainingMs: number = Number.POSITIVE_INFINITY): ProviderCallOptions {
  return { signal: new AbortController().signal, abortable: false, remainingMs, strict: false }
}
