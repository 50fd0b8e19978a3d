import type { ActAnswer, AgainAnswer, EnterAnswer, RefusalReason, StatusAnswer } from './page-api.js'
import { refused } from './refusals.js'
import { everywhere } from './security-headers.js'

const statuses: Partial<Record<RefusalReason, number>> = {
  'bad-request': 400,
  'rate-limited': 429,
  unavailable: 503,
}

/** An answer to the page; `left` has nothing to say. Never kept anywhere: it can hold credentials. */
export function apiAnswer(
  answer: EnterAnswer | AgainAnswer | StatusAnswer | ActAnswer | 'left',
  setCookie?: string,
): Response {
  if (answer === 'left')
    return new Response(null, { status: 204, headers: { ...everywhere, 'cache-control': 'no-store' } })
  const status = answer.state === 'refused' ? (statuses[answer.reason] ?? 403) : 200
  return json(answer, status, setCookie)
}

export function tooLarge(): Response {
  return json(refused('bad-request'), 413)
}

export function wrongType(): Response {
  return json(refused('bad-request'), 415)
}

/** Another site asked, or nobody knows who did: not `denied`, by which the page tells people that a moderator did it. */
export function notThePage(): Response {
  return json(refused('bad-request'), 403)
}

function json(answer: object, status: number, setCookie?: string): Response {
  const headers = new Headers({
    ...everywhere,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  if (setCookie !== undefined) headers.set('set-cookie', setCookie)
  if ('retryAfterMs' in answer && typeof answer.retryAfterMs === 'number')
    headers.set('retry-after', String(Math.ceil(answer.retryAfterMs / 1_000)))
  return new Response(JSON.stringify(answer), { status, headers })
}
