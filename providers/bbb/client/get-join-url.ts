import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { missingField } from '../map-error.js'
import { field, word } from './fields.js'
import { ownName, queryOf } from './params.js'

/** Parameters of `getJoinUrl`, which a session proves itself to, and no checksum. */
export interface BbbGetJoinUrlRequest {
  /** `sessionToken` of a join. */
  readonly sessionToken: string
  /** The new session takes the place of this one. Default: false. */
  readonly replaceSession?: boolean
  readonly sessionName?: string
  readonly enforceLayout?: string
  /** Settings of the web client. Names are like `[A-Za-z_][A-Za-z0-9_.]*`; viewers may not set all of them. */
  readonly userdata?: Readonly<Record<string, string | number | boolean>>
  /** Parameters that are newer than this list, passed on as they are. */
  readonly extra?: Readonly<Record<string, string>>
}

export async function getJoinUrl(
  api: BbbApi,
  request: BbbGetJoinUrlRequest,
  options: ProviderCallOptions,
): Promise<string> {
  const query = queryOf(request)
  const answer = await api.send({
    call: 'getJoinUrl',
    query,
    options,
    kind: 'read',
    answer: 'json',
    unsigned: true,
    fieldOf: ownName,
  })
  const url = field(answer, 'url', word)
  if (url === undefined) throw missingField('getJoinUrl', 'url')
  return url
}
