import type { Directory } from '../directory/directory.js'
import { MeetingError } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'

/** Reports what a directory throws as `unavailable`, saying that it was the directory and not the vendor. */
export async function askDirectory<T>(
  directory: Directory,
  ask: (directory: Directory) => Promise<T>,
): Promise<T> {
  try {
    return await ask(directory)
  } catch (error) {
    if (MeetingError.is(error)) throw error
    throw new MeetingError({
      code: 'unavailable',
      message: 'the meeting directory did not answer',
      effect: 'none',
      vendorCode: 'directory',
      cause: safeCause(error),
    })
  }
}
