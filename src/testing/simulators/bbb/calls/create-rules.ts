import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { isLong, isTrue } from '../values.js'
import type { Violation } from '../violation.js'
import { booleanViolations, meetingIdViolations, passwordLengthViolations } from './common-rules.js'
import { meetingIdSteps } from './steps.js'

/** The rules of `create` since 2.4. Fact sheet section 3.2. */
export function createViolations(state: ServerState, request: ApiRequest): Violation[] {
  if (state.release < 2.4) return steps(state, request)
  const { params } = request
  return [
    ...createIdViolations(state, request),
    ...nameViolations(params.get('name')),
    ...passwordLengthViolations(params.get('attendeePW'), params.get('moderatorPW')),
    ...booleanViolations(request, ['record', 'isBreakout']),
    ...voiceBridgeViolations(params.get('voiceBridge')),
    ...breakoutViolations(state, request),
    ...uploadUrlViolations(state, request),
  ]
}

/** 2.2 and 2.3 want an ID without a comma, and no name. */
function steps(state: ServerState, request: ApiRequest): Violation[] {
  return [...meetingIdSteps(request.params.get('meetingID')), ...breakoutViolations(state, request)]
}

function createIdViolations(state: ServerState, { params, query, form }: ApiRequest): Violation[] {
  const found = meetingIdViolations(params.get('meetingID'))
  const asSent = query.get('meetingID') ?? form.get('meetingID')
  if (asSent === null) found.push({ key: 'validationError', message: 'You must provide a meeting ID' })
  else if (state.release >= 2.6 && (asSent !== asSent.trim() || /\p{Cc}/u.test(asSent))) {
    found.push({
      key: 'validationError',
      message: 'Meeting ID cannot have outer blanks or control characters',
    })
  }
  return found
}

function nameViolations(name: string | undefined): Violation[] {
  if (name === undefined) return [{ key: 'nullError', message: 'You must provide a meeting name' }]
  if (name === '') return [{ key: 'emptyError', message: 'The meeting name cannot be empty' }]
  if (name.length >= 2 && name.length <= 256) return []
  return [{ key: 'sizeError', message: 'Meeting name must be between 2 and 256 characters' }]
}

function voiceBridgeViolations(voiceBridge: string | undefined): Violation[] {
  if (voiceBridge === undefined || voiceBridge === '' || isLong(voiceBridge)) return []
  return [{ key: 'validationError', message: 'Voice bridge must be an integer' }]
}

function breakoutViolations(state: ServerState, { params }: ApiRequest): Violation[] {
  if (!isTrue(params.get('isBreakout'))) return []
  const parent = params.get('parentMeetingID') ?? ''
  if (parent === '') return [{ key: 'parentMeetingIDMissing', message: 'No parent meeting ID was provided' }]
  if (state.meetings.find(parent) !== undefined) return []
  return [{ key: 'parentMeetingDoesNotExist', message: 'No parent meeting exists for the breakout room' }]
}

function uploadUrlViolations(state: ServerState, { params }: ApiRequest): Violation[] {
  const url = params.get('presentationUploadExternalUrl') ?? ''
  if (state.release < 2.6 || url === '' || URL.canParse(url)) return []
  return [{ key: 'validationError', message: 'The upload URL cannot be parsed' }]
}
