import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, internalServerError, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingIdViolations } from './common-rules.js'

export const sendChatMessageCall: ApiCall = { methods: () => ['GET'], violations, answer }

function violations(_state: ServerState, { params }: ApiRequest): Violation[] {
  const found = meetingIdViolations(params.get('meetingID'))
  const message = params.get('message')
  if (message === undefined) found.push({ key: 'nullError', message: 'You must provide a message' })
  else if (message.length < 1 || message.length > 500) {
    found.push({ key: 'sizeError', message: 'A message must have 1 to 500 characters' })
  }
  if ((params.get('userName') ?? '').length > 255) {
    found.push({ key: 'sizeError', message: 'A user name must have at most 255 characters' })
  }
  return found
}

/** Without any meetingID the server falls over (bigbluebutton/bigbluebutton issue 22197). */
function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const meetingID = params.get('meetingID')
  if (meetingID === undefined) return internalServerError()
  const meeting = state.meetings.find(meetingID)
  if (meeting === undefined || meeting.present.length === 0) {
    return failed({ key: 'meetingNotFound', message: 'There is no such meeting, or nobody is in it' })
  }
  meeting.say(params.get('message') ?? '', params.get('userName') || 'System')
  return success(leaf('messageKey', ''), leaf('message', 'The message was sent'))
}
