import type { RefusalReason } from '../../../src/join-page/page-api.js'

/** What each question may be answered with. */
export const states = {
  enter: ['joined', 'redirect', 'waiting', 'refused', 'again'],
  status: ['here', 'unchanged', 'refused'],
  act: ['done', 'refused'],
} as const

/** Of a server that is newer than the page, another one may come. */
const reasons: Readonly<Record<RefusalReason, true>> = {
  expired: true,
  'not-genuine': true,
  used: true,
  ended: true,
  'not-started': true,
  full: true,
  denied: true,
  'rate-limited': true,
  unavailable: true,
  'bad-request': true,
}

/** Answers that say when to ask again. */
const polled: readonly string[] = ['waiting', 'here', 'unchanged']

/** Whether this is an answer that the page knows what to do with; what is not counts as `unavailable`. */
export function isAnswer(answer: unknown, known: readonly string[]): boolean {
  if (typeof answer !== 'object' || answer === null) return false
  const { state, reason, pollMs } = answer as Readonly<Record<string, unknown>>
  if (typeof state !== 'string' || !known.includes(state)) return false
  if (state === 'refused') return typeof reason === 'string' && Object.hasOwn(reasons, reason)
  return !polled.includes(state) || typeof pollMs === 'number'
}
