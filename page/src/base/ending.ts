import type { RefusalReason } from '../../../src/join-page/page-api.js'

/**
 * Why somebody is not in the meeting, or no longer: what the server said, or `left` (on purpose), `removed` (by a moderator),
 * `elsewhere` (the same seat was taken in another window), `lost` (the connection).
 */
export type Ending = RefusalReason | 'left' | 'removed' | 'elsewhere' | 'lost'

/** Endings of those who were inside and may come back. */
const comeBack: ReadonlySet<Ending> = new Set(['left', 'elsewhere', 'lost'])

/** Endings after which trying the same link again makes sense. */
const mayTryAgain: ReadonlySet<Ending> = new Set([
  ...comeBack,
  'full',
  'not-started',
  'rate-limited',
  'unavailable',
])

export function comesBack(ending: Ending): boolean {
  return comeBack.has(ending)
}

export function canTryAgain(ending: Ending): boolean {
  return mayTryAgain.has(ending)
}
