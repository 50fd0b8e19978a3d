import type { Store } from '../ports/store.js'

/** One provider instance's own part of a store. Instance names hold no colon, so parts never meet. */
export function prefixedStore(store: Store, instance: string): Store {
  const own = (key: string): string => `${instance}:${key}`
  return {
    get: (key) => store.get(own(key)),
    set: (key, value, ttlMs) => store.set(own(key), value, ttlMs),
    swap: (key, from, to, ttlMs) => store.swap(own(key), from, to, ttlMs),
    async *keys(prefix) {
      for await (const key of store.keys(own(prefix))) yield key.slice(own('').length)
    },
    delete: (key) => store.delete(own(key)),
  }
}
