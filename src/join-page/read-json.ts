import type * as v from 'valibot'
import { parse } from '../config/parsed.js'
import { MeetingError } from '../errors/meeting-error.js'
import { readBody } from '../http/read-body.js'
import type { Clock } from '../ports/clock.js'

/** More than the longest request with the longest token. */
const MAX_BYTES = 65_536

/**
 * The JSON of a request; undefined where it is none, or not what is asked for; `cut-short` where it breaks off, or does not come in
 * time. Fails with `unavailable` where somebody else has read it before.
 */
export async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  clock: Clock,
): Promise<v.InferOutput<Schema> | 'too-large' | 'cut-short' | undefined> {
  const { bodyUsed } = request
  try {
    const body = await readBody(request, MAX_BYTES, clock)
    if (body === 'too-large') return body
    const parsed = parse(schema, JSON.parse(Buffer.from(body).toString('utf8')))
    return parsed.ok ? parsed.value : undefined
  } catch (error) {
    if (bodyUsed) throw error
    return MeetingError.is(error) ? 'cut-short' : undefined
  }
}
