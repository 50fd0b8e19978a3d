import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ServerState } from '../server-state.js'
import { group, leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingFields } from './meeting-fields.js'

export const getMeetingsCall: ApiCall = { violations: () => [], answer }

function answer(state: ServerState): SimulatorAnswer {
  const meetings = state.meetings.all()
  if (meetings.length === 0) return noMeetings()
  const now = state.meetings.now()
  const rooms = state.meetings.breakoutRooms()
  const maxUsers = state.release < 2.6 ? localised : String
  const entries = meetings.map((meeting) => {
    const view = { participants: meeting.remembered(now), count: localised, maxUsers, rooms }
    return group('meeting', meetingFields(state, meeting, view))
  })
  return success(group('meetings', entries))
}

export function noMeetings(): SimulatorAnswer {
  return success(
    '<meetings/>',
    leaf('messageKey', 'noMeetings'),
    leaf('message', 'no meetings were found on this server'),
  )
}

/** The list goes through a template that writes numbers for people: from a thousand on, with a comma. */
function localised(value: number): string {
  return value < 1000 ? String(value) : value.toLocaleString('en-US')
}
