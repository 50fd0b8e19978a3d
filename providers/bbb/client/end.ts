import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { field, word } from './fields.js'
import { ownName, queryOf } from './params.js'
import type { BbbResponse } from './response.js'

export interface BbbEndRequest {
  readonly meetingID: string
  /** The moderatorPW. Required up to 2.4, ignored later. */
  readonly password?: string
}

export async function end(
  api: BbbApi,
  request: BbbEndRequest,
  options: ProviderCallOptions,
): Promise<BbbResponse> {
  const query = queryOf(request)
  const answer = await api.send({ call: 'end', query, options, kind: 'write', fieldOf: ownName })
  const messageKey = field(answer, 'messageKey', word)
  const message = field(answer, 'message', word)
  return { ...(messageKey !== undefined && { messageKey }), ...(message !== undefined && { message }) }
}
