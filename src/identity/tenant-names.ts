import { BoundedMap } from '../memory/bounded-map.js'
import type { Store } from '../ports/store.js'
import { tenantHash } from './vendor-key.js'

/** Longer than any meeting lives; written again daily by whoever makes meetings. */
const KEPT_MS = 400 * 24 * 60 * 60_000
const AGAIN_MS = 24 * 60 * 60_000
const MAX_TENANTS = 10_000

/** Remembers whose hash is in a vendor's key, so that a vendor's message about a meeting finds its tenant. */
export class TenantNames {
  readonly #store: Store
  readonly #now: () => number
  readonly #written = new BoundedMap<string, number>(MAX_TENANTS)
  readonly #names = new BoundedMap<string, string>(MAX_TENANTS)

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** Once a day for each tenant. A store that fails keeps nobody from a meeting: the next create or join tries again. */
  remember(tenant: string): void {
    const now = this.#now()
    if ((this.#written.get(tenant) ?? Number.NEGATIVE_INFINITY) + AGAIN_MS > now) return
    const hash = tenantHash(tenant)
    this.#written.set(tenant, now)
    this.#names.set(hash, tenant)
    this.#write(hash, tenant).catch(() => this.#written.delete(tenant))
  }

  /** As a promise, also where a store of somebody's own throws at once. */
  async #write(hash: string, tenant: string): Promise<void> {
    await this.#store.set(`tenant:${hash}`, tenant, KEPT_MS)
  }

  /** Undefined for a hash of which nobody ever heard. Fails where the store does. */
  async nameOf(hash: string): Promise<string | undefined> {
    const known = this.#names.get(hash)
    if (known !== undefined) return known
    const name = await this.#store.get(`tenant:${hash}`)
    if (name !== undefined) this.#names.set(hash, name)
    return name
  }
}
