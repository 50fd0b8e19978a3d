import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { missingField } from '../map-error.js'
import type { XmlElement } from '../xml/xml-element.js'
import { reader, word } from './fields.js'
import type { BbbJoinRequest } from './join-request.js'
import { ownName, queryOf } from './params.js'
import type { BbbResponse } from './response.js'

/** Somebody is registered with the meeting, and present when the browser opens `url`. */
export interface BbbJoinResponse extends BbbResponse {
  /** The internal one. */
  readonly meetingID: string
  /** The internal one, `w_…`. */
  readonly userID: string
  readonly authToken: string
  /** Proves this person to `getJoinUrl`. A credential. */
  readonly sessionToken: string
  readonly guestStatus: 'ALLOW' | 'WAIT' | 'DENY' | (string & {})
  /**
   * The web client of this session. Another program than this one can open it only where the meeting was made
   * with `allowRequestsWithoutSession`; otherwise it answers 401, because the session's cookie stays here.
   */
  readonly url: string
}

interface Answer extends BbbResponse {
  readonly meeting_id: string
  readonly user_id: string
  readonly auth_token: string
  readonly session_token: string
  readonly guestStatus: string
  readonly url: string
}

const readAnswer: (element: XmlElement) => Answer = reader<Answer>(
  {
    meeting_id: word,
    user_id: word,
    auth_token: word,
    session_token: word,
    guestStatus: word,
    url: word,
    messageKey: word,
    message: word,
  },
  { meeting_id: '', user_id: '', auth_token: '', session_token: '', guestStatus: '', url: '' },
)

export function joinUrl(api: BbbApi, request: BbbJoinRequest): string {
  return api.joinUrl(queryOf(request), ownName)
}

export async function join(
  api: BbbApi,
  request: BbbJoinRequest,
  options: ProviderCallOptions,
): Promise<BbbJoinResponse> {
  const query = queryOf({ ...request, redirect: false })
  const answer = await api.send({ call: 'join', query, options, kind: 'once', fieldOf: ownName })
  const { meeting_id, user_id, auth_token, session_token, ...rest } = readAnswer(answer)
  if (rest.url === '') throw missingField('join', 'url')
  return {
    ...rest,
    meetingID: meeting_id,
    userID: user_id,
    authToken: auth_token,
    sessionToken: session_token,
  }
}
