import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'
import type { ApiCall } from './api-call.js'
import { meetingIdViolations, unknownMeeting } from './common-rules.js'
import { meetingFields } from './meeting-fields.js'
import { meetingIdSteps } from './steps.js'

export const getMeetingInfoCall: ApiCall = { violations, answer }

function violations(state: ServerState, { params }: ApiRequest): Violation[] {
  const meetingID = params.get('meetingID')
  const found = state.release < 2.4 ? meetingIdSteps(meetingID) : meetingIdViolations(meetingID)
  return state.meetings.find(meetingID) === undefined ? [...found, unknownMeeting(state)] : found
}

function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const meeting = state.meetings.find(params.get('meetingID'))
  if (meeting === undefined) return failed(unknownMeeting(state))
  // Since 2023 this call shows only who is online; before, it showed who had just left as well.
  const participants = state.release < 2.6 ? meeting.remembered(state.meetings.now()) : meeting.present
  const rooms = state.meetings.breakoutRooms()
  return success(...meetingFields(state, meeting, { participants, count: String, maxUsers: String, rooms }))
}
