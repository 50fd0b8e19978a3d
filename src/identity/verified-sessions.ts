import { directoryKeyText } from '../directory/key-text.js'
import type { DirectoryKey } from '../directory/meeting-record.js'
import { BoundedMap } from '../memory/bounded-map.js'
import type { Clock } from '../ports/clock.js'

/** How long a session that was seen alive is taken to be alive. Chime allows ten look-ups a second, whatever the number of joins. */
const TRUST_MS = 30_000
const MAX_SESSIONS = 10_000

/** Which sessions this process has seen alive lately. A not-found from the vendor ends the trust at once. */
export class VerifiedSessions {
  readonly #clock: Clock
  readonly #seen = new BoundedMap<string, { incarnation: number; until: number }>(MAX_SESSIONS)

  constructor(clock: Clock) {
    this.#clock = clock
  }

  has(key: DirectoryKey, incarnation: number): boolean {
    const seen = this.#seen.get(directoryKeyText(key))
    return seen?.incarnation === incarnation && seen.until > this.#clock.now()
  }

  add(key: DirectoryKey, incarnation: number): void {
    this.#seen.set(directoryKeyText(key), { incarnation, until: this.#clock.now() + TRUST_MS })
  }

  delete(key: DirectoryKey): void {
    this.#seen.delete(directoryKeyText(key))
  }
}
