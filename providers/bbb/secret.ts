import * as v from 'valibot'
import { unquoted } from './base-url.js'

/** The word before a secret as `bbb-conf --secret` and configuration files print it. */
const label = /^(?:BBB_)?(?:shared\s+)?secret\s*[:=]\s*/i

function secret(): v.GenericSchema<string, string> {
  return v.pipe(
    v.string('must be text'),
    v.transform((pasted) => unquoted(pasted.trim().replace(label, ''))),
    v.nonEmpty('must not be empty'),
    v.regex(/^[^\s\p{Cc}]*$/u, 'must be one word, without blanks inside'),
  )
}

/** One secret, or several; checked they are a list, the one that signs first. */
export function secretsSchema(): v.GenericSchema<string | string[], readonly string[]> {
  const several = 'must be a secret, or a list of 1 to 10 different ones'
  const list = v.pipe(
    v.array(secret(), several),
    v.minLength(1, several),
    v.maxLength(10, several),
    v.check((secrets) => new Set(secrets).size === secrets.length, several),
  )
  const one = v.pipe(
    secret(),
    v.transform((only) => [only]),
  )
  // By what the input is, and not a union: its problems would say nothing of which member is wrong in what.
  return v.lazy((input) => (Array.isArray(input) ? list : one)) as v.GenericSchema<
    string | string[],
    readonly string[]
  >
}

/** The secrets in a variable: a secret holds no blank, so blanks separate several. */
export function secretsOf(variable: string): string | readonly string[] {
  const secrets = unquoted(variable.trim().replace(label, '')).split(/\s+/)
  return secrets.length === 1 ? variable : secrets
}
