import type { SimulatorAnswer } from '../../simulator-server.js'
import { json } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { type ApiCall, unsigned } from './api-call.js'

export const learningDashboardCall: ApiCall = {
  methods: (release) => (release < 3.0 ? ['GET'] : ['GET', 'POST']),
  checksum: unsigned,
  violations: () => [],
  answer,
}

/** What moderators see of who did what, as a text of JSON inside the JSON. The activity itself is left out. */
function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const found = state.meetings.findBySession(params.get('sessionToken') ?? '')
  if (found?.participant.role !== 'MODERATOR') {
    return json({ returncode: 'FAILED', message: 'There is no such session of a moderator' })
  }
  const { settings, identity, present } = found.meeting
  const users = present.map(({ internalUserID, userID, fullName }) => [
    internalUserID,
    { userKey: internalUserID, extId: userID, name: fullName },
  ])
  const data = {
    intId: identity.internalMeetingID,
    extId: settings.meetingID,
    name: settings.name,
    users: Object.fromEntries(users),
  }
  return json({ returncode: 'SUCCESS', data: JSON.stringify(data) })
}
