import type { Store } from '../ports/store.js'

/**
 * Two stores as one: what begins with a text is in a store of its own. In memory, where each is bounded, many short-lived entries then do
 * not push out the few that last.
 */
export function splitStore(prefix: string, own: Store, rest: Store): Store {
  const storeOf = (key: string): Store => (key.startsWith(prefix) ? own : rest)
  return {
    get: (key) => storeOf(key).get(key),
    set: (key, value, ttlMs) => storeOf(key).set(key, value, ttlMs),
    swap: (key, from, to, ttlMs) => storeOf(key).swap(key, from, to, ttlMs),
    async *keys(wanted) {
      yield* own.keys(wanted)
      yield* rest.keys(wanted)
    },
    delete: (key) => storeOf(key).delete(key),
  }
}
