import { MeetingError } from '../../src/errors/meeting-error.js'

/** A step before which another one was done: its failure says nothing of that, so its effect is `unknown`. */
export async function laterStep<T>(step: Promise<T>): Promise<T> {
  try {
    return await step
  } catch (error) {
    throw MeetingError.is(error) ? error.with({ effect: 'unknown' }) : error
  }
}

/**
 * Does the same for all of them at once, and for the others also where it fails for one. Then fails with the first failure,
 * whose effect is `none` only where nothing was done for anybody.
 */
export async function forAll<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(work))
  const failures: unknown[] = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  )
  if (failures.length === 0) return
  const nothingDone =
    failures.length === items.length &&
    failures.every((failure) => MeetingError.is(failure) && failure.effect === 'none')
  const [first] = failures
  if (nothingDone || !MeetingError.is(first)) throw first
  throw first.with({ effect: 'unknown' })
}
