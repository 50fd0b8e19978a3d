import { htmlPage, refused } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import { digest, digestOf, signedQuery } from '../checksum.js'
import type { ServerState } from '../server-state.js'
import type { BbbChecksumAlgorithm } from '../servers.js'
import type { Violation } from '../violation.js'

/** What all calls of the separate program behind `hooks/*` have in common: GET only, and a checksum rule of its own. */
export const hookCall: Pick<ApiCall, 'methods' | 'checksum' | 'refuse'> = {
  methods: () => ['GET'],
  checksum,
  refuse: (state, request, violation) => {
    const isUnknownLength = digestOf(givenChecksum(request)) === undefined
    if (violation.key !== 'checksumError' || state.release < 3.0 || !isUnknownLength) {
      return refused(state, violation)
    }
    return htmlPage(500, '500 Internal Server Error')
  },
}

/** Up to 2.7 SHA-1 alone, whatever the rest of the API accepts; since then all four. Fact sheet section 5.2. */
function checksum(state: ServerState, request: ApiRequest): Violation | undefined {
  if (state.secret === '') return undefined
  const given = givenChecksum(request)
  const allowed: readonly (BbbChecksumAlgorithm | undefined)[] =
    state.release < 3.0 ? ['sha1'] : ['sha1', 'sha256', 'sha384', 'sha512']
  const algorithm = digestOf(given)
  const text = request.call + signedQuery(request.rawQuery, given) + state.secret
  if (algorithm !== undefined && allowed.includes(algorithm) && digest(algorithm, text) === given)
    return undefined
  return { key: 'checksumError', message: 'You did not pass the checksum security check.' }
}

function givenChecksum({ query }: ApiRequest): string {
  return query.get('checksum') ?? ''
}
