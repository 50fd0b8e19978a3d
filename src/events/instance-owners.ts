import { randomBytes } from 'node:crypto'
import { askStore } from '../memory/ask-store.js'
import type { Store } from '../ports/store.js'
import { tenantPart } from '../tenants/tenant-part.js'
import type { NamedInstance } from './trusted.js'

/** Which processes want an instance's registrations to stay: the last one to go takes them back. */
export class InstanceOwners {
  readonly #store: Store
  readonly #keptMs: number
  readonly #own = randomBytes(9).toString('base64url')

  constructor(store: Store, keptMs: number) {
    this.#store = store
    this.#keptMs = keptMs
  }

  /** This process wants them; to be said again before the time is over. */
  async claim(of: NamedInstance): Promise<void> {
    await askStore(this.#store.set(prefixOf(of) + this.#own, '1', this.#keptMs))
  }

  /** This process does not want them any more; says whether nobody does. */
  async leave(of: NamedInstance): Promise<boolean> {
    const prefix = prefixOf(of)
    await askStore(this.#store.delete(prefix + this.#own))
    const keys = this.#store.keys(prefix)[Symbol.asyncIterator]()
    const other = await askStore(keys.next())
    await keys.return?.()
    return other.done === true
  }
}

/** No name of an instance holds a colon, nor does what stands for a tenant's own. */
function prefixOf({ provider, tenant }: NamedInstance): string {
  return `owner:${tenant === undefined ? provider : tenantPart(tenant, provider)}:`
}
