import { memoryStore } from '../../../../src/memory/memory-store.js'
import { systemClock } from '../../../../src/ports/clock.js'
import type { Store } from '../../../../src/ports/store.js'

export interface BrittleStore extends Store {
  /** Lets so many calls through and fails every one after them. */
  breakAfter(calls: number): void
  mend(): void
}

/** A store that can fail. */
export function brittleStore(): BrittleStore {
  const store = memoryStore(systemClock)
  let left = Number.POSITIVE_INFINITY
  const call = <T>(work: () => T): T => {
    left -= 1
    if (left < 0) throw new Error('the store is down, secret=hunter2')
    return work()
  }
  return {
    get: async (key) => call(() => store.get(key)),
    set: async (key, value, ttlMs) => call(() => store.set(key, value, ttlMs)),
    swap: async (key, from, to, ttlMs) => call(() => store.swap(key, from, to, ttlMs)),
    delete: async (key) => call(() => store.delete(key)),
    async *keys(prefix) {
      yield* call(() => store.keys(prefix))
    },
    breakAfter(calls) {
      left = calls
    },
    mend() {
      left = Number.POSITIVE_INFINITY
    },
  }
}
