import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderJoinRequest, ProviderJoinResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import type { BbbServer } from './config.js'
import { encode, encodeQuery } from './encode.js'
import { optionParams } from './option-params.js'
import { checkJoinOptions } from './option-rules.js'
import { releaseOf } from './servers.js'
import { askSession, createTimeOf, meetingIdOf, passwordKeyOf, sessionNotFound } from './session.js'

/**
 * Signs a join link; asks the server nothing unless `verify` says so. The link carries the session's
 * `createTime` where it is known, so that it does not let anybody into a later session of the same id;
 * without a record it opens whatever runs.
 */
export function join(
  context: BbbContext,
  meeting: ProviderMeeting,
  request: ProviderJoinRequest,
  options: ProviderCallOptions,
): ProviderJoinResult | Promise<ProviderJoinResult> {
  const link = joinLink(context, meeting, request, options)
  return request.verify ? ifLive(context, meeting, options, link) : link
}

function joinLink(
  { api, server, password }: BbbContext,
  meeting: ProviderMeeting,
  request: ProviderJoinRequest,
  options: ProviderCallOptions,
): ProviderJoinResult {
  const bbb = request.providerOptions?.bbb
  const own = bbb === undefined ? undefined : optionParams(checkJoinOptions(bbb), server, options.strict)
  let query = joinQuery(meeting, request, password(request.role, passwordKeyOf(meeting)), server)
  if (own !== undefined && own.params.length > 0) query += `&${encodeQuery(own.params)}`
  return { kind: 'url', url: api.joinUrl(query), warnings: own?.warnings ?? [] }
}

async function ifLive(
  { api }: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
  link: ProviderJoinResult,
): Promise<ProviderJoinResult> {
  const session = await askSession(api, meeting, options)
  if (session.state !== 'live') throw sessionNotFound(session.state)
  return link
}

/**
 * Role and password both: newer servers go by the role, 2.4 refuses a join without the password, and before
 * there was no role.
 */
function joinQuery(
  meeting: ProviderMeeting,
  request: ProviderJoinRequest,
  password: string,
  server: BbbServer,
): string {
  const { id, name, avatarUrl, guest, authenticated } = request.participant
  const role = request.role === 'moderator' ? 'MODERATOR' : 'VIEWER'
  let query = `fullName=${encode(name)}&meetingID=${encode(meetingIdOf(meeting))}`
  if (releaseOf(server) >= 2.4) query += `&role=${role}`
  query += `&password=${password}`
  // An empty createTime would count as another one.
  const createTime = createTimeOf(meeting)
  if (createTime !== undefined) query += `&createTime=${encode(createTime)}`
  query += `&userID=${encode(id)}`
  if (avatarUrl !== undefined) query += `&avatarURL=${encode(avatarUrl)}`
  if (guest === true) query += '&guest=true'
  if (authenticated !== undefined) query += `&auth=${authenticated}`
  return query
}
