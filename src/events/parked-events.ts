import { askStore } from '../memory/ask-store.js'
import type { Store } from '../ports/store.js'
import { eventText, type KeptEvent, readEventText } from './event-text.js'

const KEPT_MS = 30 * 24 * 60 * 60_000
const PREFIX = 'parked:'

/** Events that were put aside, for 30 days, where every process sees them. */
export class ParkedEvents {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async put(kept: KeptEvent): Promise<void> {
    await askStore(this.#store.set(PREFIX + kept.event.id, eventText(kept), KEPT_MS))
  }

  async get(id: string): Promise<KeptEvent | undefined> {
    return readEventText(await askStore(this.#store.get(PREFIX + id)))
  }

  async remove(id: string): Promise<void> {
    await askStore(this.#store.delete(PREFIX + id))
  }

  /** Their ids, in no order. */
  async *ids(): AsyncGenerator<string, void> {
    const keys = this.#store.keys(PREFIX)[Symbol.asyncIterator]()
    for (;;) {
      const next = await askStore(keys.next())
      if (next.done === true) return
      yield next.value.slice(PREFIX.length)
    }
  }

  async *events(): AsyncGenerator<KeptEvent['event'], void> {
    for await (const id of this.ids()) {
      const kept = await this.get(id)
      if (kept !== undefined) yield kept.event
    }
  }
}
