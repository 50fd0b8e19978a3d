import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'

/** Resolves after `ms` by the clock; rejects with `aborted`, effect `none`, as soon as the signal fires. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      cancel()
      reject(new MeetingError({ code: 'aborted', message: 'cancelled while waiting', effect: 'none' }))
    }
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    })
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
