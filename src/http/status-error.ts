import type { MeetingErrorInit } from '../errors/meeting-error.js'
import { MeetingError } from '../errors/meeting-error.js'
import { excerpt } from '../errors/redact.js'
import type { HttpResponse } from './http-transport.js'

/** What an HTTP status means where the body is not the vendor's own format. */
export function statusError(response: HttpResponse, expected: string, now: number): MeetingError {
  const { status, body } = response
  const seen = excerpt(body)
  const tail = seen === '' ? 'with an empty body' : `"${seen}"`
  const base = { vendorCode: `HTTP ${status}`, message: `expected ${expected}, got HTTP ${status} ${tail}` }
  return new MeetingError({ ...base, ...classify(response, now) })
}

function classify(
  { status, headers }: HttpResponse,
  now: number,
): Pick<MeetingErrorInit, 'code' | 'retryAfterMs' | 'effect' | 'retryable'> {
  const retryAfterMs = retryAfter(headers['retry-after'], now)
  if (status === 401 || status === 407) return { code: 'unauthenticated', effect: 'none' }
  if (status === 403) return { code: 'forbidden', effect: 'none' }
  if (status === 408 || status === 504) return { code: 'timeout', effect: 'unknown' }
  if (status === 413 || status === 414 || status === 431) return { code: 'invalid-request', effect: 'none' }
  if (status === 429) return { code: 'rate-limited', effect: 'none', retryAfterMs }
  if (status === 503) return { code: 'unavailable', effect: 'none', retryAfterMs }
  if (status >= 500) return { code: 'unavailable', effect: 'unknown' }
  // A redirect, a 404 page or a 200 that is not the API: most often the URL is not that of the API.
  return { code: 'invalid-response', effect: status < 300 ? 'unknown' : 'none' }
}

/** The header's seconds or date as milliseconds from now; undefined if it is neither. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const value = header.trim()
  if (/^\d+$/.test(value)) return finite(Number(value) * 1_000)
  // So ends the form of date that servers send; Date.parse by itself sees dates in almost anything.
  return value.endsWith(' GMT') ? finite(Date.parse(value) - now) : undefined
}

function finite(ms: number): number | undefined {
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
