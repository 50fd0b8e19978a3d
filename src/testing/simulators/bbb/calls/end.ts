import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingIdViolations, unknownMeeting } from './common-rules.js'
import { meetingIdSteps } from './steps.js'

const wrongPassword: Violation = {
  key: 'invalidPassword',
  message: 'The supplied moderator password is incorrect',
}

export const endCall: ApiCall = { violations, answer }

function violations(state: ServerState, request: ApiRequest): Violation[] {
  if (state.release < 2.4) return steps(state, request)
  const { params } = request
  const meetingID = params.get('meetingID')
  const found = meetingIdViolations(meetingID)
  const meeting = state.meetings.find(meetingID)
  if (meeting === undefined) found.push(unknownMeeting(state))
  // On 2.4 the password rule fails too when there is no meeting to compare with, and its key wins.
  const isWrong = meeting === undefined || params.get('password') !== meeting.settings.moderatorPW
  if (state.release < 2.5 && isWrong) found.push(wrongPassword)
  return found
}

/** 2.2 and 2.3: an ID, a password, a meeting, and only then whether the password is that of its moderators. */
function steps(state: ServerState, { params }: ApiRequest): Violation[] {
  const password = params.get('password') ?? ''
  const meeting = state.meetings.find(params.get('meetingID'))
  return [
    ...meetingIdSteps(params.get('meetingID')),
    ...(password === '' ? [wrongPassword] : []),
    ...(meeting === undefined ? [unknownMeeting(state)] : []),
    ...(meeting?.settings.moderatorPW === password ? [] : [wrongPassword]),
  ]
}

/** Accepted at once, done later: the meeting is still known for a while, and ending it again succeeds until it is not. */
function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  state.meetings.find(params.get('meetingID'))?.end(state.meetings.now())
  return success(
    leaf('messageKey', 'sentEndMeetingRequest'),
    leaf(
      'message',
      'A request to end the meeting was sent. Use getMeetingInfo or isMeetingRunning to see it gone.',
    ),
  )
}
