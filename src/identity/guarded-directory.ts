import type { Directory } from '../directory/directory.js'
import type { DirectoryKey, MeetingRecord } from '../directory/meeting-record.js'
import { MeetingError } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'
import type { Clock } from '../ports/clock.js'
import type { ProviderCallOptions } from '../spec/call-options.js'

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

/** How much of a call's time a directory may take that can be done without. */
const PATIENCE_MS = 2_000
const PATIENCE_SHARE = 1 / 3

/**
 * The record of a meeting where it can be done without: fails where the directory fails, or does not answer in good time, so that
 * it costs a call no more than a part of its time. A directory in memory is never waited for.
 */
export function recordIfAtHand(
  { directory, clock }: { directory: Directory; clock: Clock },
  call: Pick<ProviderCallOptions, 'remainingMs'>,
  key: DirectoryKey,
): Promise<MeetingRecord | undefined> {
  if (!directory.shared) return directory.get(key)
  // Nobody waits for the answer any more, nor should a timer.
  if (call.remainingMs === 0) return Promise.reject(late())
  return new Promise((resolve, reject) => {
    const patience = Math.min(PATIENCE_MS, call.remainingMs * PATIENCE_SHARE)
    const cancel = clock.after(patience, () => reject(late()))
    directory.get(key).finally(cancel).then(resolve, reject)
  })
}

function late(): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: 'the meeting directory did not answer in good time',
    effect: 'none',
    vendorCode: 'directory',
  })
}
