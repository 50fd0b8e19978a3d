import { createHash } from 'node:crypto'
import type { ApiRequest } from './api-request.js'
import type { BbbChecksumAlgorithm } from './options.js'
import type { ServerState } from './server-state.js'
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
  if ([...query.keys()].some((name) => form.has(name))) return false
  const [given, second] = [...query.getAll('checksum'), ...form.getAll('checksum')]
  if (given === undefined) return false
  if (second !== undefined && state.server !== 'bbb-2.4') return false
  const algorithm = algorithmByHexLength.get(given.length)
  if (algorithm === undefined || !state.checksumAlgorithms.includes(algorithm)) return false
  const text = request.call + signedText(state, request, given) + state.secret
  const expected = createHash(algorithm).update(text).digest('hex')
  return expected === (state.server === 'bbb-2.4' ? given : given.toLowerCase())
}

function signedText(state: ServerState, { rawQuery, form }: ApiRequest, checksum: string): string {
  if (state.server === 'bbb-2.4' && rawQuery === '') return rebuiltFromForm(form)
  return signedQuery(rawQuery, checksum)
}

/** The raw query less white space and less the checksum pair, which may stand anywhere in it. */
export function signedQuery(rawQuery: string, checksum: string): string {
  return rawQuery
    .replace(/[\s\p{Cc}]/gu, '')
    .replaceAll(`&checksum=${checksum}`, '')
    .replaceAll(`checksum=${checksum}&`, '')
    .replaceAll(`checksum=${checksum}`, '')
}

/** 2.4 signs the sorted, encoded form where there is no query; later servers sign nothing of a form at all. */
function rebuiltFromForm(form: URLSearchParams): string {
  const pairs = new URLSearchParams([...form].filter(([name]) => name !== 'checksum'))
  pairs.sort()
  return pairs.toString()
}
