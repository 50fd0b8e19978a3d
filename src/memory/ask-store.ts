import { MeetingError } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'

/** Reports what a store throws as `unavailable`: its own errors can hold passwords. */
export async function askStore<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (MeetingError.is(error)) throw error
    throw new MeetingError({
      code: 'unavailable',
      message: 'the store did not answer',
      effect: 'none',
      vendorCode: 'store',
      cause: safeCause(error),
    })
  }
}
