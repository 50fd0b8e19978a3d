import type { ApiCall } from '../calls/api-call.js'
import { changeRecordings, missingParam } from './change-recordings.js'

/** A deleted recording stays in the list for those who ask for its state; deleting it again finds nothing. */
export const deleteRecordingsCall: ApiCall = {
  methods: (release) => (release < 2.4 ? ['GET', 'POST'] : ['GET']),
  violations: (_state, { params }) => missingParam(params, 'recordID'),
  answer: (state, request) =>
    changeRecordings(state, request, 'deleted', (recording) => {
      recording.state = 'deleted'
      state.announcer.recording('rap-deleted', recording)
    }),
}
