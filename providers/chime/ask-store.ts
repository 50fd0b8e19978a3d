import { MeetingError } from '../../src/errors/meeting-error.js'
import { safeCause } from '../../src/errors/safe-cause.js'
import type { Clock } from '../../src/ports/clock.js'
import type { Store } from '../../src/ports/store.js'

interface StoreParts {
  readonly clock: Clock
  readonly store: Store
}

/** A store that does not answer by then counts as one that fails: many clients wait for a lost server without an end. */
const PATIENCE_MS = 1_000

/** Asks the store. Fails with `unavailable` where it fails, or takes longer than a second. */
export function askStore<T>({ clock }: Pick<StoreParts, 'clock'>, asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false
    let cancel = (): void => undefined
    const finish = (): void => {
      over = true
      cancel()
    }
    asked.then(
      (answer) => {
        finish()
        resolve(answer)
      },
      (error: unknown) => {
        finish()
        reject(unavailable(error))
      },
    )
    // A store in memory has answered by then, and costs no timer.
    queueMicrotask(() => {
      if (over) return
      cancel = clock.after(PATIENCE_MS, () => reject(unavailable(new Error('it did not answer in time'))))
    })
  })
}

/** The keys of the store that begin with a text, each of them asked for as `askStore` does. */
export async function* keysOf({ clock, store }: StoreParts, prefix: string): AsyncGenerator<string, void> {
  const keys = store.keys(prefix)[Symbol.asyncIterator]()
  let over = false
  try {
    for (;;) {
      const next = await askStore({ clock }, keys.next())
      over = next.done === true
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // Whoever has seen enough frees what the store holds for it; nobody waits for that.
    if (!over) keys.return?.().catch(() => undefined)
  }
}

function unavailable(error: unknown): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: 'the store of this provider did not answer',
    effect: 'none',
    cause: safeCause(error),
  })
}
