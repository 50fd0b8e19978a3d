import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingIdViolations } from './common-rules.js'
import { meetingIdSteps } from './steps.js'

export const isMeetingRunningCall: ApiCall = {
  violations: ({ release }, { params }) =>
    (release < 2.4 ? meetingIdSteps : meetingIdViolations)(params.get('meetingID')),
  answer,
}

/** A meeting that does not exist is simply not running. */
function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const meeting = state.meetings.find(params.get('meetingID'))
  return success(leaf('running', meeting?.running(state.meetings.now()) ?? false))
}
