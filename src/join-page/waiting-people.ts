import { createHash } from 'node:crypto'
import type { DirectoryKey } from '../directory/meeting-record.js'
import { askStore } from '../memory/ask-store.js'
import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import { keptText, readKept } from '../presence/kept-text.js'
import { SharedState, type StateFormat } from '../presence/shared-state.js'
import type { WaitingPerson } from './page-api.js'

/** Who was not heard of for so long does not wait any more. Browsers let a page that nobody looks at ask once a minute. */
const PATIENCE_MS = 150_000
/** People who wait ask every few seconds; that they still do is written down less often. */
const NOTE_MS = 20_000
const MAX_WAITING = 1_000

interface Entry {
  readonly name: string
  readonly since: number
  readonly seen: number
}

type Waiting = Map<string, Entry>

interface Kept {
  readonly waiting: readonly [string, Entry][]
}

const format: StateFormat<Waiting> = {
  read: (text) => new Map((readKept(text) as Kept | undefined)?.waiting),
  write: (waiting) => keptText({ waiting: [...waiting] }),
  ttlMs: () => 2 * PATIENCE_MS,
}

/** Those who wait to be let in, for each meeting: also for one that is not there yet. */
export class WaitingPeople {
  readonly #store: Store
  readonly #clock: Clock
  readonly #state: SharedState<Waiting>

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    this.#state = new SharedState(store, format)
  }

  /** In the order in which they came. Fails with `unavailable`. */
  async list(meeting: DirectoryKey): Promise<readonly WaitingPerson[]> {
    const waiting = format.read(await askStore(this.#store.get(keyOf(meeting))))
    return [...this.#present(waiting)].map(([participantId, { name, since }]) => ({
      participantId,
      name,
      since,
    }))
  }

  /** Notes that somebody waits, still or anew. False where there are too many. Fails with `unavailable`. */
  async note(meeting: DirectoryKey, participantId: string, name: string): Promise<boolean> {
    const now = this.#clock.now()
    const state = await askStore(
      this.#state.change(keyOf(meeting), (waiting) => {
        const known = waiting.get(participantId)
        if (known !== undefined && known.name === name && now < known.seen + NOTE_MS) return false
        const present = this.#present(waiting)
        waiting.clear()
        for (const [id, entry] of present) waiting.set(id, entry)
        if (waiting.size < MAX_WAITING || waiting.has(participantId))
          waiting.set(participantId, {
            name,
            since: waiting.get(participantId)?.since ?? now,
            seen: now,
          })
        return true
      }),
    )
    return state.has(participantId)
  }

  /** Safe to repeat. Fails with `unavailable`. */
  async forget(meeting: DirectoryKey, participantId: string): Promise<void> {
    await askStore(this.#state.change(keyOf(meeting), (waiting) => waiting.delete(participantId)))
  }

  #present(waiting: Waiting): Waiting {
    const latest = this.#clock.now() - PATIENCE_MS
    return new Map([...waiting].filter(([, { seen }]) => seen > latest))
  }
}

function keyOf({ tenant, id }: DirectoryKey): string {
  const name = createHash('sha256')
    .update(JSON.stringify([tenant ?? null, id]))
    .digest('base64url')
  return `page:wait:${name}`
}
