import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ChimeParts } from '../parts.js'

/** A store that does not answer by then counts as one that fails: many clients wait for a lost server without an end. */
const PATIENCE_MS = 1_000

/** Asks the store. Fails with `unavailable` where it fails, or takes longer than a second. */
export async function askStore<T>({ clock }: Pick<ChimeParts, 'clock'>, asked: Promise<T>): Promise<T> {
  let cancel = (): void => undefined
  const late = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(PATIENCE_MS, () => reject(unavailable()))
  })
  try {
    return await Promise.race([asked, late])
  } catch (error) {
    throw MeetingError.is(error) ? error : unavailable()
  } finally {
    cancel()
  }
}

function unavailable(): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: 'the store of this provider did not answer',
    effect: 'none',
  })
}
