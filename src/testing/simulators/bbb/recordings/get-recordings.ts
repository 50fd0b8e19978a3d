import type { SimulatorAnswer } from '../../simulator-server.js'
import { internalServerError, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import type { ServerState } from '../server-state.js'
import { group } from '../xml.js'
import { noRecordings } from './no-recordings.js'
import { pageOf, type RecordingPage } from './pagination.js'
import { recordingFields } from './recording-fields.js'
import { findRecordings } from './recording-filter.js'

export const getRecordingsCall: ApiCall = { violations: () => [], answer }

function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const found = isForbiddenWhole(state, params) ? [] : findRecordings(state, params)
  if (found === undefined) return internalServerError()
  const { entries, fields }: RecordingPage = pageOf(state.settings.pagination, found, params)
  if (entries.length === 0) return noRecordings(...fields)
  const recordings = entries.map(({ recording, formats }) =>
    group('recording', recordingFields(state, recording, formats)),
  )
  return success(group('recordings', recordings), ...fields)
}

/** Where the operator does not want everything to be fetched at once, an ID or a limit has to be given. */
function isForbiddenWhole({ settings }: ServerState, params: ReadonlyMap<string, string>): boolean {
  const given = ['meetingID', 'recordID', 'limit'].some((name) => (params.get(name) ?? '') !== '')
  return !settings.allowFetchAllRecordings && !given
}
