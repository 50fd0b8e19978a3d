import { createHash } from 'node:crypto'
import type { ApiRequest } from './api-request.js'
import type { ServerState } from './server-state.js'
import type { BbbChecksumAlgorithm } from './servers.js'
import type { Violation } from './violation.js'

const algorithmByHexLength: ReadonlyMap<number, BbbChecksumAlgorithm> = new Map([
  [40, 'sha1'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
])

/** The server's first rule; when it is broken no other is looked at. Fact sheet section 2. */
export function checksumViolation(state: ServerState, request: ApiRequest): Violation | undefined {
  if (state.secret === '' || hasValidChecksum(state, request)) return undefined
  const given = request.query.has('checksum') || request.form.has('checksum')
  return {
    key: 'checksumError',
    message: given ? 'Checksums do not match' : 'The request did not pass the checksum security check',
  }
}

function hasValidChecksum(state: ServerState, request: ApiRequest): boolean {
  const { query, form } = request
  const { release, balancer, settings } = state
  if ([...query.keys()].some((name) => form.has(name))) return false
  const [given, second] = [...query.getAll('checksum'), ...form.getAll('checksum')]
  if (given === undefined) return false
  if (second !== undefined && release >= 3.0 && balancer === undefined) return false
  const algorithm = digestOf(given)
  if (algorithm === undefined || !settings.checksumAlgorithms.includes(algorithm)) return false
  const expected = digest(algorithm, request.call + signedText(state, request, given) + state.secret)
  const isCaseSensitive = release < 2.5 || balancer !== undefined
  return expected === (isCaseSensitive ? given : given.toLowerCase())
}

/** The digest that a checksum is, by its length. */
export function digestOf(checksum: string): BbbChecksumAlgorithm | undefined {
  return algorithmByHexLength.get(checksum.length)
}

export function digest(algorithm: BbbChecksumAlgorithm, text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}

function signedText(
  { release, balancer }: ServerState,
  { rawQuery, form }: ApiRequest,
  checksum: string,
): string {
  const signsForms = (release === 2.4 || release === 2.5) && balancer === undefined
  return signsForms && rawQuery === '' ? sortedForm(form) : signedQuery(rawQuery, checksum)
}

/** The raw query less white space and less the checksum pair, which may stand anywhere in it. */
export function signedQuery(rawQuery: string, checksum: string): string {
  return rawQuery
    .replace(/[\s\p{Cc}]/gu, '')
    .replaceAll(`&checksum=${checksum}`, '')
    .replaceAll(`checksum=${checksum}&`, '')
    .replaceAll(`checksum=${checksum}`, '')
}

/**
 * A form less its checksum, sorted and encoded anew. 2.4 and 2.5 sign that where there is no query, later servers sign
 * nothing of a form at all, and `setConfigXML` always signs it.
 */
export function sortedForm(form: URLSearchParams): string {
  const pairs = new URLSearchParams([...form].filter(([name]) => name !== 'checksum'))
  pairs.sort()
  return pairs.toString()
}
