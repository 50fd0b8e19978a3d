import type { ApiCall } from '../calls/api-call.js'
import { isTrue } from '../values.js'
import { changeRecordings, missingParam } from './change-recordings.js'
import type { StoredRecording } from './recording.js'

/** `meta_*` sets a key in the case in which it came, or takes it out when the value is empty. */
export const updateRecordingsCall: ApiCall = {
  violations: (_state, { params }) => missingParam(params, 'recordID'),
  answer: (state, request) =>
    changeRecordings(state, request, 'updated', (recording) => {
      update(recording, request.params)
      const protect = request.params.get('protect')
      if (state.balancer === 'scalelite' && protect !== undefined) recording.protected = isTrue(protect)
    }),
}

function update({ metadata }: StoredRecording, params: ReadonlyMap<string, string>): void {
  for (const [name, value] of params) {
    const key = /^meta_([a-zA-Z][a-zA-Z0-9-]*)$/.exec(name)?.[1]
    if (key === undefined) continue
    if (value === '') metadata.delete(key)
    else metadata.set(key, value)
  }
}
