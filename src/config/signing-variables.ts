import type * as v from 'valibot'
import type { Problem } from '../errors/meeting-error.js'
import { parse } from './parsed.js'

/** Two variables that make a part of the configuration: `<prefix>_URL` and `<prefix>_SECRET`. */
export interface SigningVariables {
  readonly prefix: string
  readonly url: string | undefined
  readonly secret: string | undefined
}

/**
 * Reads an address and what signs for it; blanks separate several secrets. Undefined where neither is set. What is wrong is told by
 * the names of the variables.
 */
export function signingFromVariables<Schema extends v.GenericSchema>(
  schema: Schema,
  { prefix, url, secret }: SigningVariables,
  problems: Problem[],
): v.InferOutput<Schema> | undefined {
  if (url === undefined && secret === undefined) return undefined
  const secrets = secret?.split(/\s+/)
  const parsed = parse(schema, { url, secret: secrets?.length === 1 ? secret : secrets })
  if (parsed.ok) return parsed.value
  for (const { path, rule } of parsed.problems)
    problems.push({ path: `${prefix}_${path.startsWith('secret') ? 'SECRET' : 'URL'}`, rule })
  return undefined
}
