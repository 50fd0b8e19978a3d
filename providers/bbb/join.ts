import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderJoinRequest, ProviderJoinResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import { encode, encodeQuery } from './encode.js'
import { optionParams } from './option-params.js'
import { checkJoinOptions } from './option-rules.js'
import { askSession, createTimeOf, meetingIdOf, sessionNotFound } from './session.js'

/**
 * Signs a join link; asks the server nothing unless `verify` says so. The link carries the session's
 * `createTime` where it is known, so that it does not let anybody into a later session of the same id;
 * without a record it opens whatever runs.
 */
export async function join(
  { api, server, password }: BbbContext,
  meeting: ProviderMeeting,
  request: ProviderJoinRequest,
  options: ProviderCallOptions,
): Promise<ProviderJoinResult> {
  const bbb = request.providerOptions?.bbb
  const own = bbb === undefined ? undefined : optionParams(checkJoinOptions(bbb), server, options.strict)
  let query = joinQuery(meeting, request, password(request.role, meeting.key))
  if (own !== undefined && own.params.length > 0) query += `&${encodeQuery(own.params)}`
  const url = api.joinUrl(query)
  if (request.verify) {
    const session = await askSession(api, meeting, options)
    if (session.state !== 'live') throw sessionNotFound(session.state)
  }
  return { kind: 'url', url, warnings: own?.warnings ?? [] }
}

/** Role and password both: newer servers go by the role, 2.4 refuses a join without the password. */
function joinQuery(meeting: ProviderMeeting, request: ProviderJoinRequest, password: string): string {
  const { id, name, avatarUrl, guest, authenticated } = request.participant
  const role = request.role === 'moderator' ? 'MODERATOR' : 'VIEWER'
  let query = `fullName=${encode(name)}&meetingID=${encode(meetingIdOf(meeting))}&role=${role}&password=${password}`
  // An empty createTime would count as another one.
  const createTime = createTimeOf(meeting)
  if (createTime !== undefined) query += `&createTime=${encode(createTime)}`
  query += `&userID=${encode(id)}`
  if (avatarUrl !== undefined) query += `&avatarURL=${encode(avatarUrl)}`
  if (guest === true) query += '&guest=true'
  if (authenticated !== undefined) query += `&auth=${authenticated}`
  return query
}
