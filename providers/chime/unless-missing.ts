import { MeetingError } from '../../src/errors/meeting-error.js'

/** Waits for work on something of Chime's. False where Chime has no such thing (any more); other failures stay failures. */
export async function unlessMissing(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return false
    throw error
  }
}
