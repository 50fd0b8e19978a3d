import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingIdViolations } from './common-rules.js'

export const endCall: ApiCall = { violations, answer }

function violations(state: ServerState, { params }: ApiRequest): Violation[] {
  const meetingID = params.get('meetingID')
  const found = meetingIdViolations(meetingID)
  const meeting = state.meetings.find(meetingID)
  if (meeting === undefined) {
    found.push({ key: 'notFound', message: 'A meeting with that ID does not exist' })
  }
  // On 2.4 the password rule fails too when there is no meeting to compare with, and its key wins.
  const wrongPassword = meeting === undefined || params.get('password') !== meeting.settings.moderatorPW
  if (state.server === 'bbb-2.4' && wrongPassword) {
    found.push({ key: 'invalidPassword', message: 'The supplied moderator password is incorrect' })
  }
  return found
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
