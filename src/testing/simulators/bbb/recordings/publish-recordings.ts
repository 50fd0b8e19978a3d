import type { ApiCall } from '../calls/api-call.js'
import { isTrue } from '../values.js'
import { changeRecordings, missingParam } from './change-recordings.js'

/** Says `published` also when it was asked to do the opposite, and did it. */
export const publishRecordingsCall: ApiCall = {
  methods: (release) => (release < 2.4 ? ['GET', 'POST'] : ['GET']),
  violations: (_state, { params }) => [
    ...missingParam(params, 'recordID'),
    ...missingParam(params, 'publish'),
  ],
  answer: (state, request) =>
    changeRecordings(state, request, 'published', (recording) => {
      recording.state = isTrue(request.params.get('publish')) ? 'published' : 'unpublished'
      state.announcer.recording(`rap-${recording.state}`, recording)
    }),
}
