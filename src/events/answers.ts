import type { MeetingErrorCode } from '../errors/codes.js'
import { MeetingError } from '../errors/meeting-error.js'

/** Why a request was not served, for the vendor: no details. */
export type RefusalStatus = 400 | 403 | 404 | 405 | 413 | 503

const texts: Readonly<Record<RefusalStatus, string>> = {
  400: 'cannot be read',
  403: 'not genuine',
  404: 'nothing here',
  405: 'wrong method',
  413: 'too large',
  503: 'not now, deliver it again',
}

const statuses: Partial<Record<MeetingErrorCode, RefusalStatus>> = {
  'invalid-request': 400,
  forbidden: 403,
  unsupported: 404,
}

const RETRY_AFTER_S = 5

/** All is well; nothing of it need come again. */
export function accepted(): Response {
  return answer(200, 'ok')
}

export function refusal(status: RefusalStatus, headers: Readonly<Record<string, string>> = {}): Response {
  return answer(status, texts[status], headers)
}

/** To be delivered again, after as long as the reasons ask for. */
export function notNow(errors: readonly Error[] = []): Response {
  const waits = errors.map((error) => (MeetingError.is(error) ? (error.retryAfterMs ?? 0) : 0))
  const seconds = Math.max(RETRY_AFTER_S, ...waits.map((ms) => Math.ceil(ms / 1_000)))
  return refusal(503, { 'retry-after': String(seconds) })
}

/** What a failure looks like to the vendor. What is not the delivery's fault may go better next time. */
export function refusalOf(error: Error): Response {
  const status = MeetingError.is(error) ? statuses[error.code] : undefined
  return status === undefined ? notNow([error]) : refusal(status)
}

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store', ...headers },
  })
}
