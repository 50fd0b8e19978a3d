import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import { BoundedMap } from './bounded-map.js'

/** The default store: one process, at most `maxEntries` entries (default 100,000), expiry by the clock. */
export function memoryStore(clock: Clock, maxEntries = 100_000): Store {
  const entries = new BoundedMap<string, { value: string; until: number }>(maxEntries)
  return {
    async get(key) {
      const entry = entries.get(key)
      if (entry === undefined || entry.until > clock.now()) return entry?.value
      entries.delete(key)
      return undefined
    },
    async set(key, value, ttlMs) {
      entries.set(key, { value, until: clock.now() + ttlMs })
    },
    async swap(key, from, to, ttlMs) {
      const now = clock.now()
      const entry = entries.get(key)
      const value = entry !== undefined && entry.until > now ? entry.value : undefined
      if (value !== from) return false
      entries.set(key, { value: to, until: now + ttlMs })
      return true
    },
    async *keys(prefix) {
      for (const [key, { until }] of [...entries.entries()])
        if (key.startsWith(prefix) && until > clock.now()) yield key
    },
    async delete(key) {
      entries.delete(key)
    },
  }
}
