import type { ApiDestination } from './options.js'

const firstWaitMs = 1_000
const longestWaitMs = 600_000

/** The headers of every request to an API destination. */
export function destinationHeaders({ headerName, headerValue }: ApiDestination): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Amazon/EventBridge/ApiDestinations',
    range: 'bytes=0-1048575',
    'accept-encoding': 'gzip,deflate',
    [headerName]: headerValue,
  }
}

interface FailedTry {
  readonly nth: number
  /** Undefined: there was no answer in time. */
  readonly status: number | undefined
  readonly retryAfter: string | undefined
  /** Since the event came. */
  readonly ageMs: number
}

/**
 * How long to wait before the next try; undefined for none. The service documents what it repeats (401, 407, 409, 429, 5xx,
 * no answer), the limits, and that the longer of its own wait and `Retry-After` counts; not how the wait grows: here it
 * doubles from a second up to ten minutes, without the service's random part.
 */
export function waitAfter(failed: FailedTry, destination: ApiDestination): number | undefined {
  const { maximumRetryAttempts = 185, maximumEventAgeSeconds = 86_400 } = destination
  if (!isRepeated(failed.status) || failed.nth > maximumRetryAttempts) return undefined
  const own = Math.min(longestWaitMs, firstWaitMs * 2 ** (failed.nth - 1))
  const asked = Number(failed.retryAfter ?? 0) * 1_000
  if (asked < 0) return undefined
  const wait = Math.max(own, Number.isFinite(asked) ? asked : 0)
  return failed.ageMs + wait > maximumEventAgeSeconds * 1_000 ? undefined : wait
}

function isRepeated(status: number | undefined): boolean {
  return status === undefined || status >= 500 || [401, 407, 409, 429].includes(status)
}
