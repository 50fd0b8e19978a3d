import { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { HttpResponse, HttpTransport } from '../../../../src/http/http-transport.js'
import type { Clock } from '../../../../src/ports/clock.js'

const PATIENCE_MS = 5_000
const MAX_BYTES = 65_536

export interface FetchParts {
  readonly clock: Clock
  readonly transport: HttpTransport
}

/** What SNS answers to a GET. Fails with `unavailable`, so that SNS delivers again, where it does not answer within five seconds. */
export async function fetchText({ clock, transport }: FetchParts, url: string): Promise<HttpResponse> {
  const stop = new AbortController()
  const cancel = clock.after(PATIENCE_MS, () => stop.abort())
  try {
    return await transport.send({ method: 'GET', url, signal: stop.signal, maxBytes: MAX_BYTES })
  } catch (error) {
    const cause = MeetingError.is(error) ? error.code : 'error'
    throw new MeetingError({
      code: 'unavailable',
      message: `SNS cannot be asked for what its message refers to (${cause})`,
      effect: 'none',
    })
  } finally {
    cancel()
  }
}
