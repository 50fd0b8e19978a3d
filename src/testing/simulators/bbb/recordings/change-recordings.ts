import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, internalServerError, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'
import { leaf } from '../xml.js'
import type { StoredRecording } from './recording.js'
import { idsOf } from './recording-ids.js'

export function missingParam(params: ReadonlyMap<string, string>, name: string): readonly Violation[] {
  if ((params.get(name) ?? '') !== '') return []
  return [
    {
      key: `missingParam${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      message: `You must specify a ${name}`,
    },
  ]
}

/** Changes those of the listed recordings that are there, and succeeds when there is at least one. */
export function changeRecordings(
  state: ServerState,
  { params }: ApiRequest,
  field: string,
  change: (recording: StoredRecording) => void,
): SimulatorAnswer {
  const recordIDs = idsOf(params.get('recordID') ?? '')
  if (recordIDs === undefined) return internalServerError()
  const found = state.currentRecordings.changeable(recordIDs, state.meetings.now())
  if (found.length === 0) {
    const key = state.balancer === 'b3scale' ? 'invalidRecordingIdentifier' : 'notFound'
    return failed({ key, message: 'There is no such recording' })
  }
  for (const recording of found) change(recording)
  return success(leaf(field, true))
}
