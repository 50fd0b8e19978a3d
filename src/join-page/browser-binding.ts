import { createHash, randomBytes } from 'node:crypto'
import type { JoinLinks } from '../join-link/join-links.js'
import { askStore } from '../memory/ask-store.js'

const COOKIE = 'anymeet-browser'
/** Longer than passes are good once their link is not. */
const MORE_MS = 26 * 60 * 60_000
const idPattern = /^[A-Za-z0-9_-]{22}$/

/** Whose a link for one use is. */
export type Binding =
  | {
      /** `ours`: this browser's. `unknown`: nobody's yet or whoever's; the browser has to show that it keeps cookies. */
      readonly state: 'ours' | 'unknown'
      /** To be sent along, also where it was sent before: its age counts from now. */
      readonly setCookie: string
    }
  | { readonly state: 'another' }

/** Binds links for one use to the browser that opens them first, which is known by a cookie that no script can read. */
export class BrowserBinding {
  readonly #links: JoinLinks

  constructor(links: JoinLinks) {
    this.#links = links
  }

  /**
   * Binds a link that is free; asks whose it is otherwise. Nothing is bound to a browser that has not shown a cookie: the answer
   * that gives it one may get lost. Fails with `unavailable`.
   */
  async bind(link: string, cookies: string | null): Promise<Binding> {
    const ids = idsIn(cookies)
    const [first] = ids
    if (first === undefined)
      return { state: 'unknown', setCookie: this.#cookie(randomBytes(16).toString('base64url')) }
    const { store } = this.#links
    const key = `page:used:${link}`
    const bound = await askStore(store.swap(key, undefined, hashOf(first), this.#ttlMs))
    const owner = bound ? hashOf(first) : await askStore(store.get(key))
    const mine = ids.find((id) => hashOf(id) === owner)
    return mine === undefined ? { state: 'another' } : { state: 'ours', setCookie: this.#cookie(mine) }
  }

  get #ttlMs(): number {
    return this.#links.config.linkMs + MORE_MS
  }

  /** Each has a name of its own: of tabs that are opened at once none overwrites what another was bound to meanwhile. */
  #cookie(id: string): string {
    const { protocol, pathname } = new URL(this.#links.config.url)
    const secure = protocol === 'https:' ? '; Secure' : ''
    const age = Math.ceil(this.#ttlMs / 1_000)
    const name = `${COOKIE}-${hashOf(id).slice(0, 8)}`
    return `${name}=${id}; Path=${pathname}; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`
  }
}

/** As many as there were tabs without one at the same moment: mostly one. */
function idsIn(cookies: string | null): readonly string[] {
  return (cookies ?? '').split(';').flatMap((cookie) => {
    const [name = '', id = ''] = cookie.trim().split('=')
    return name.startsWith(`${COOKIE}-`) && idPattern.test(id) ? [id] : []
  })
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}
