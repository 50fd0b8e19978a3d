import type { TabMemory } from './tab-memory.js'

/** What this needs of `window`. */
interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
}

/**
 * Moves the link's token from the address bar into the tab's memory: out of the history, of bookmarks and of screen sharing. The
 * link was opened (again), so how an earlier opening of it ended is forgotten, and of another link everything; a reload brings no token
 * and forgets nothing.
 */
export function takeToken({ location, history }: AddressBar, memory: TabMemory): void {
  const token = location.hash.slice(1)
  if (token === '') return
  const { token: before, pass } = memory.get()
  // The pass may be good for longer than the link.
  memory.set(token === before && pass !== undefined ? { token, pass } : { token })
  history.replaceState(null, '', location.pathname + location.search)
}
