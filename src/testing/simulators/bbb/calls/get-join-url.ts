import type { SimulatorAnswer } from '../../simulator-server.js'
import { json } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import { digest } from '../checksum.js'
import type { Meeting } from '../meeting.js'
import type { Participant } from '../participant.js'
import type { ServerState } from '../server-state.js'
import { isTrue } from '../values.js'
import { type ApiCall, unsigned } from './api-call.js'

export const getJoinUrlCall: ApiCall = { checksum: unsigned, violations: () => [], answer }

/** A signed link with which the same person comes in once more, for whoever has that person's session. */
function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const found = state.meetings.findBySession(params.get('sessionToken') ?? '')
  if (found === undefined) return json({ returncode: 'FAILED', message: 'There is no such session' })
  const query = joinQuery(found, params).toString()
  const checksum = digest('sha256', `join${query}${state.secret}`)
  return json({
    returncode: 'SUCCESS',
    message: 'The link was made',
    url: `${state.origin}/bigbluebutton/api/join?${query}&checksum=${checksum}`,
  })
}

function joinQuery(
  { meeting, participant }: { readonly meeting: Meeting; readonly participant: Participant },
  params: ReadonlyMap<string, string>,
): URLSearchParams {
  const query = new URLSearchParams({
    fullName: participant.fullName,
    meetingID: meeting.settings.meetingID,
    role: participant.role,
    userID: participant.userID,
    existingUserID: participant.internalUserID,
  })
  if (isTrue(params.get('replaceSession'))) query.set('replaceSessionToken', participant.sessionToken)
  for (const [name, value] of params) {
    const isPassedOn =
      ['sessionName', 'enforceLayout'].includes(name) || /^userdata-[A-Za-z0-9_.]+$/.test(name)
    if (isPassedOn) query.set(name, value)
  }
  return query
}
