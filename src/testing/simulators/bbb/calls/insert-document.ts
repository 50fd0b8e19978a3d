import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, failedWithoutKey, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { meetingIdViolations } from './common-rules.js'
import { slidesOf } from './slides.js'

export const insertDocumentCall: ApiCall = {
  methods: () => ['POST'],
  violations: (_state, { params }) => meetingIdViolations(params.get('meetingID')),
  answer,
}

/** The documents come on top of those that are there; what the call decides has no messageKey. */
function answer(state: ServerState, request: ApiRequest): SimulatorAnswer {
  const meeting = state.meetings.find(request.params.get('meetingID'))
  if (meeting === undefined) return failedWithoutKey('There is no meeting with this ID')
  const { documents, problem } = slidesOf(state, request)
  if (problem !== undefined) return failed({ key: 'malformedXml', message: problem })
  const before = meeting.documents.map((document) => ({
    ...document,
    current: document.current && documents.length === 0,
  }))
  meeting.documents = [...before, ...documents]
  return success(leaf('message', 'The presentation is being uploaded'))
}
