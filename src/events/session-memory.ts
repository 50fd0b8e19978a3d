import { shortHash } from '../identity/short-hash.js'
import { askStore } from '../memory/ask-store.js'
import { BoundedMap } from '../memory/bounded-map.js'
import type { Store } from '../ports/store.js'

/** Longer than any session lives and its callbacks are repeated. */
const KEPT_MS = 30 * 24 * 60 * 60_000
const MOST_SESSIONS = 10_000

/** One making of a meeting, as a callback URL names it. */
export interface MadeMeeting {
  readonly provider: string
  readonly key: string
  readonly incarnation: number
}

/**
 * Remembers what the vendor calls the session of each making of a meeting, for callbacks that do not say it and come when the
 * meeting has been made anew: else its end would be told twice.
 */
export class SessionMemory {
  readonly #store: Store
  readonly #written = new BoundedMap<string, true>(MOST_SESSIONS)

  constructor(store: Store) {
    this.#store = store
  }

  /** Once for each session. A store that fails costs no event: it is tried again with the next one. */
  remember(made: MadeMeeting, session: string): void {
    const name = nameOf(made)
    if (this.#written.get(name) === true) return
    this.#written.set(name, true)
    this.#write(name, session).catch(() => this.#written.delete(name))
  }

  /** As a promise, also where a store of somebody's own throws at once. */
  async #write(name: string, session: string): Promise<void> {
    await this.#store.set(name, session, KEPT_MS)
  }

  async sessionOf(made: MadeMeeting): Promise<string | undefined> {
    return askStore(this.#store.get(nameOf(made)))
  }
}

function nameOf({ provider, key, incarnation }: MadeMeeting): string {
  return `session:${shortHash(provider, key, incarnation)}`
}
