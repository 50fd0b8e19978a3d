import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ServerState } from '../server-state.js'
import { branch, leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingFields } from './meeting-fields.js'

export const getMeetingsCall: ApiCall = { violations: () => [], answer }

function answer(state: ServerState): SimulatorAnswer {
  const meetings = state.meetings.all()
  if (meetings.length === 0) {
    return success(
      '<meetings/>',
      leaf('messageKey', 'noMeetings'),
      leaf('message', 'no meetings were found on this server'),
    )
  }
  const now = state.meetings.now()
  const maxUsers = state.server === 'bbb-2.4' ? localised : String
  return success(
    branch(
      'meetings',
      ...meetings.map((meeting) => {
        const view = { participants: meeting.remembered(now), count: localised, maxUsers }
        return branch('meeting', ...meetingFields(state, meeting, view))
      }),
    ),
  )
}

/** The list goes through a template that writes numbers for people: from a thousand on, with a comma. */
function localised(value: number): string {
  return value.toLocaleString('en-US')
}
