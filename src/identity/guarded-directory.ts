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
 * The record of a meeting where it can be done without: a directory that fails, or does not answer in good time, is passed over
 * (`undefined`), so that it costs a call no more than a part of its time. A directory in memory is never waited for.
 */
export async function recordIfAtHand(
  { directory, clock }: { directory: Directory; clock: Clock },
  call: Pick<ProviderCallOptions, 'remainingMs'>,
  key: DirectoryKey,
): Promise<{ readonly record: MeetingRecord | undefined } | undefined> {
  // Nobody waits for the answer any more, nor should a timer.
  if (directory.shared && call.remainingMs === 0) return undefined
  const asked = directory.get(key).then(
    (record) => ({ record }),
    () => undefined,
  )
  if (!directory.shared) return asked
  return new Promise((resolve) => {
    const patience = Math.min(PATIENCE_MS, call.remainingMs * PATIENCE_SHARE)
    const cancel = clock.after(patience, () => resolve(undefined))
    void asked.then((answer) => {
      cancel()
      resolve(answer)
    })
  })
}
