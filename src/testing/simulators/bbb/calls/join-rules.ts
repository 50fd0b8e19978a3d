import type { ApiRequest } from '../api-request.js'
import type { Meeting } from '../meeting.js'
import type { ServerState } from '../server-state.js'
import { isLong } from '../values.js'
import type { Violation } from '../violation.js'
import { booleanViolations, meetingIdViolations, passwordLengthViolations } from './common-rules.js'
import { joinSteps } from './join-steps.js'

/** The rules of `join` since 2.4. Without a meeting three of them fail, and `meetingForciblyEnded` is the one reported. */
export function joinViolations(state: ServerState, request: ApiRequest): Violation[] {
  const { params } = request
  if (state.release < 2.4) return joinSteps(state.meetings.find(params.get('meetingID')), params)
  const meeting = state.meetings.find(params.get('meetingID'))
  const createTime = params.get('createTime') ?? ''
  const found = [
    ...meetingIdViolations(params.get('meetingID')),
    ...fullNameViolations(state, params.get('fullName') ?? ''),
    ...passwordLengthViolations(params.get('password')),
    ...booleanViolations(request, ['guest', 'auth']),
  ]
  if (createTime !== '' && !isLong(createTime)) {
    found.push({ key: 'validationError', message: 'Parameter createTime must be an integer' })
  }
  if (meeting === undefined) {
    found.push({
      key: 'invalidMeetingIdentifier',
      message: 'The meeting ID that you supplied did not match any existing meetings',
    })
  }
  if (meeting === undefined || meeting.ended) {
    found.push({
      key: 'meetingForciblyEnded',
      message: 'You can not join a meeting that has already been forcibly ended',
    })
  }
  if (meeting === undefined || (state.release < 2.5 && !hasPassword(meeting, params.get('password')))) {
    found.push({ key: 'invalidPassword', message: 'The supplied password is incorrect' })
  }
  return found
}

function fullNameViolations(state: ServerState, fullName: string): Violation[] {
  if (fullName === '') return [{ key: 'missingParamFullName', message: 'You must provide your full name' }]
  if (state.release < 3.0 || fullName.length <= 255) return []
  return [{ key: 'fullNameTooLong', message: 'The full name must have at most 255 characters' }]
}

/** 2.4 wants one of the two passwords even from a caller that names a role. */
function hasPassword({ settings }: Meeting, password: string | undefined): boolean {
  return password !== undefined && [settings.moderatorPW, settings.attendeePW].includes(password)
}
