import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ServerState } from '../server-state.js'
import { text } from '../text.js'
import { group, leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'

export const getSessionsCall: ApiCall = { violations: () => [], answer }

/** Everybody whom `join` let in, whether the client was opened or not, with the internal ID of the meeting. */
function answer(state: ServerState): SimulatorAnswer {
  const sessions = state.meetings
    .all()
    .flatMap(({ settings, identity, participants }) =>
      participants.map(({ fullName }) =>
        group('meeting', [
          leaf('meetingID', identity.internalMeetingID),
          text(state, 'meetingName', settings.name),
          text(state, 'userName', fullName),
        ]),
      ),
    )
  if (sessions.length > 0) return success(group('sessions', sessions))
  return success(
    '<sessions/>',
    leaf('messageKey', 'noSessions'),
    leaf('message', 'no sessions were found on this server'),
  )
}
