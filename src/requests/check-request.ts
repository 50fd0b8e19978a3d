import type * as v from 'valibot'
import { parse } from '../config/parsed.js'
import { invalidRequest } from '../errors/invalid-request.js'

/**
 * Refuses a request or options that break a rule, with one `invalid-request` that names every field that is wrong.
 * Returns the caller's own object: checking changes nothing.
 */
export function checkRequest<T>(schema: v.GenericSchema, value: T): T {
  const parsed = parse(schema, value)
  if (!parsed.ok) throw invalidRequest(parsed.problems)
  return value
}
