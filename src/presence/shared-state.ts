import { MeetingError } from '../errors/meeting-error.js'
import type { Store } from '../ports/store.js'

/** Every lost try is somebody else's success, so this many mean that something is wrong with the store. */
const MAX_TRIES = 100

/** How a state is kept as text. */
export interface StateFormat<State> {
  /** A fresh object. What is absent or unreadable is the empty state. */
  read(text: string | undefined): State
  write(state: State): string
  /** How long it is kept from now on. */
  ttlMs(state: State): number
}

/** Brings something into a state; answers whether that changed it. Idempotent, because it may be tried more than once. */
export type Change<State> = (state: State) => boolean

interface Waiting<State> {
  readonly change: Change<State>
  readonly resolve: (state: State) => void
  readonly reject: (error: unknown) => void
}

/**
 * Changes what several processes keep in one store, none undoing what another did. What comes while a key is being written is
 * written together afterwards: within a process nobody is in anybody's way, and a burst costs a few writes.
 */
export class SharedState<State> {
  readonly #store: Store
  readonly #format: StateFormat<State>
  readonly #waiting = new Map<string, Waiting<State>[]>()

  constructor(store: Store, format: StateFormat<State>) {
    this.#store = store
    this.#format = format
  }

  /** Answers the state with the change in it. Fails where the store does. */
  change(key: string, change: Change<State>): Promise<State> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(key)
      const mine = { change, resolve, reject }
      if (waiting !== undefined) waiting.push(mine)
      else void this.#writeAll(key, [mine])
    })
  }

  async #writeAll(key: string, first: readonly Waiting<State>[]): Promise<void> {
    const waiting: Waiting<State>[] = []
    this.#waiting.set(key, waiting)
    for (let batch = first; batch.length > 0; batch = waiting.splice(0)) {
      try {
        const state = await this.#write(key, batch)
        for (const { resolve } of batch) resolve(state)
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    this.#waiting.delete(key)
  }

  async #write(key: string, batch: readonly Waiting<State>[]): Promise<State> {
    for (let left = MAX_TRIES; left > 0; left--) {
      const text = await this.#store.get(key)
      const state = this.#format.read(text)
      let changed = false
      for (const { change } of batch) changed = change(state) || changed
      // After a try of which the store said no although it took it, nothing is left to change.
      if (!changed) return state
      if (await this.#store.swap(key, text, this.#format.write(state), this.#format.ttlMs(state)))
        return state
    }
    throw new MeetingError({
      code: 'unavailable',
      message: 'what is shared with other processes could not be written: others always came first',
      vendorCode: 'store',
    })
  }
}
