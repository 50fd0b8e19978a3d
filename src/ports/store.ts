/**
 * A small key-value memory for a provider's own needs. Values are text; keys belong to one provider instance, which
 * the composition root sees to. Never for secrets.
 */
export interface Store {
  get(key: string): Promise<string | undefined>
  /** Overwrites. The entry may be forgotten after `ttlMs`, and earlier where memory is bounded. */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /**
   * Overwrites exactly if the value is still `from` (undefined: nothing, or forgotten), and says whether it did: of any number of
   * simultaneous calls with the same `from` and different `to` one is answered true.
   * Where a client sends a command again by itself, false may mean that its first try did it: `get` tells.
   */
  swap(key: string, from: string | undefined, to: string, ttlMs: number): Promise<boolean>
  /** The keys that begin with a text, in no order; what changes meanwhile may be missed. */
  keys(prefix: string): AsyncIterable<string>
  /** Absent is success. */
  delete(key: string): Promise<void>
}
