import type * as v from 'valibot'
import { parse } from '../../src/config/parsed.js'
import { invalidRequest } from '../../src/errors/invalid-request.js'

const PATH = 'providerOptions.chime'

/** The member `chime` of a request's provider options, checked: `invalid-request`. An empty object where there is none. */
export function readOwnOptions(schema: v.GenericSchema, options: object | undefined): object {
  const own: unknown = options !== undefined && 'chime' in options ? options.chime : undefined
  if (own === undefined) return {}
  const parsed = parse(schema, own)
  if (parsed.ok) return parsed.value as object
  throw invalidRequest(
    parsed.problems.map(({ path, rule }) => ({ path: path === '' ? PATH : `${PATH}.${path}`, rule })),
  )
}
