import { randomBytes } from 'node:crypto'
import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import { digest, sortedForm } from '../checksum.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingIdSteps } from './steps.js'

export const setConfigXmlCall: ApiCall = { methods: () => ['POST'], checksum, violations, answer }

/** Over the form alone, sorted and encoded anew, by SHA-1. Fact sheet section 2.5. */
function checksum({ secret }: ServerState, { form }: ApiRequest): Violation | undefined {
  const expected = digest('sha1', `setConfigXML${sortedForm(form)}${secret}`)
  if (secret === '' || form.get('checksum') === expected) return undefined
  return { key: 'checksumError', message: 'You did not pass the checksum security check' }
}

function violations(state: ServerState, { form }: ApiRequest): Violation[] {
  const meetingID = form.get('meetingID') ?? undefined
  const hasConfig = (form.get('configXML') ?? '') !== ''
  return [
    ...(hasConfig ? [] : [{ key: 'configXMLError', message: 'You did not pass a configuration' }]),
    ...meetingIdSteps(meetingID),
    ...(state.meetings.find(meetingID) === undefined
      ? [{ key: 'invalidMeetingIdentifier', message: 'There is no meeting with this ID' }]
      : []),
  ]
}

function answer(state: ServerState, { form }: ApiRequest): SimulatorAnswer {
  const token = randomBytes(4).toString('hex')
  state.meetings.find(form.get('meetingID') ?? undefined)?.configs.set(token, form.get('configXML') ?? '')
  return success(leaf('token', token))
}
