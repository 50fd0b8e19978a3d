import { createHash } from 'node:crypto'
import { invalidRequest } from '../errors/invalid-request.js'
import { askStore } from '../memory/ask-store.js'
import type { Store } from '../ports/store.js'
import type { KeptRequest } from './join-claims.js'

/** Links that ask for the same share what is kept. Longer than the last of them, so that waiting people find it, too. */
const MORE_MS = 2 * 24 * 60 * 60_000

/** What links ask for beside what they say themselves, kept until they have expired. */
export class KeptRequests {
  readonly #store: Store
  readonly #ttlMs: number

  constructor(store: Store, linkMs: number) {
    this.#store = store
    this.#ttlMs = linkMs + MORE_MS
  }

  /**
   * Keeps a request and answers its name: that of every equal one, on every machine. Fails with `unavailable`, and with
   * `invalid-request` where something in it cannot be written down.
   */
  async keep(request: KeptRequest): Promise<string> {
    const { create, providerOptions } = request
    checkText('create.providerOptions', create?.providerOptions)
    checkText('providerOptions', providerOptions)
    const text = JSON.stringify(request)
    const name = createHash('sha256').update(text).digest('base64url')
    await askStore(this.#store.set(keyOf(name), text, this.#ttlMs))
    return name
  }

  /** Undefined where it was forgotten. Fails with `unavailable`. */
  async get(name: string): Promise<KeptRequest | undefined> {
    const text = await askStore(this.#store.get(keyOf(name)))
    return text === undefined ? undefined : (JSON.parse(text) as KeptRequest)
  }
}

/** Of a request, these alone may hold what is not text, numbers and the like. */
function checkText(path: string, options: unknown): void {
  try {
    JSON.stringify(options)
  } catch {
    const rule = 'must be what JSON can hold: it is kept until the link is opened'
    throw invalidRequest([{ path, rule }])
  }
}

function keyOf(name: string): string {
  return `page:kept:${name}`
}
