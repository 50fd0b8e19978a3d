import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { ownName, queryOf } from './params.js'

export interface BbbSendChatMessageRequest {
  readonly meetingID: string
  /** 1 to 500 characters. */
  readonly message: string
  /** Whose name it shows, 255 characters at most. Default: `System`. */
  readonly userName?: string
  /** Parameters that are newer than this list, passed on as they are. */
  readonly extra?: Readonly<Record<string, string>>
}

export async function sendChatMessage(
  api: BbbApi,
  request: BbbSendChatMessageRequest,
  options: ProviderCallOptions,
): Promise<void> {
  const query = queryOf(request)
  await api.send({ call: 'sendChatMessage', query, options, kind: 'once', fieldOf: ownName })
}
