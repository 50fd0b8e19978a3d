import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import { readPresence } from './presence.js'
import type { PresenceView } from './presence-view.js'

/** How long the store is waited for once everything else is there; and no more than a part of what is left of the call. */
const PATIENCE_MS = 1_000
const PATIENCE_SHARE = 1 / 2

/**
 * Begins to read a session's presence, so that it is at hand when the vendor has answered. The returned function answers it;
 * undefined where it is not known, and where the store fails or does not answer in good time: presence can be done without.
 */
export function presenceAtHand(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  session: string,
): (remainingMs: number) => Promise<PresenceView | undefined> {
  const reading = readPresence(store, session).catch(() => undefined)
  return (remainingMs) =>
    new Promise((resolve) => {
      const patience = Math.min(PATIENCE_MS, remainingMs * PATIENCE_SHARE)
      const cancel = clock.after(patience, () => resolve(undefined))
      void reading.then((view) => {
        cancel()
        resolve(view)
      })
    })
}
