import { MeetingError } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'
import type { Clock } from '../ports/clock.js'

/** How long a body may take to arrive. */
const LIMIT_MS = 10_000
const empty = new Uint8Array(0)

/**
 * A request's body, as it came; `too-large` where there is more of it than the limit: then the rest stays unread. Fails with
 * `unavailable` where it breaks off, does not come within ten seconds, or was read by somebody else before.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  clock: Clock,
): Promise<Uint8Array | 'too-large'> {
  // What a header promises proves nothing, but who announces too much need not be listened to.
  if (Number(request.headers.get('content-length')) > maxBytes) return 'too-large'
  if (request.bodyUsed)
    throw unavailable('something has read the body of this request before: hand over the request as it came')
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (reader === undefined) return empty
  let cancel = (): void => undefined
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(LIMIT_MS, () => reject(unavailable('the body did not come in time')))
  })
  try {
    // Nothing of ours listens to a read that is given up: the lock goes with it.
    return await Promise.race([readAll(reader, maxBytes), late])
  } catch (error) {
    if (MeetingError.is(error)) throw error
    throw unavailable('the body broke off', error)
  } finally {
    cancel()
    // Not cancelled: for a body that comes over a socket that would close it, and nobody got an answer.
    reader.releaseLock()
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | 'too-large'> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > maxBytes) return 'too-large'
    chunks.push(value)
  }
  const [only = empty] = chunks
  return chunks.length <= 1 ? only : Buffer.concat(chunks, length)
}

function unavailable(message: string, error?: unknown): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message,
    effect: 'none',
    ...(error !== undefined && { cause: safeCause(error) }),
  })
}
