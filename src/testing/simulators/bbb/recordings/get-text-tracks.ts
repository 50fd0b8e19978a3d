import type { SimulatorAnswer } from '../../simulator-server.js'
import { json, jsonFailed, refused } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import type { ServerState } from '../server-state.js'
import { missingParam } from './change-recordings.js'

/** Answers JSON, but tells a broken rule in XML to whoever does not ask for JSON. */
export const getTextTracksCall: ApiCall = {
  violations: (_state, { params }) => missingParam(params, 'recordID'),
  answer,
  refuse: (state, { headers }, violation) =>
    headers['accept']?.includes('json') === true ? jsonFailed(violation) : refused(state, violation),
}

function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const recordID = (params.get('recordID') ?? '').trim()
  const now = state.meetings.now()
  if (state.currentRecordings.changeable([recordID], now).length === 0) {
    return jsonFailed({ key: 'noRecordings', message: `No recording was found for ${recordID}` })
  }
  const tracks = state.tracks.of(recordID, now)
  if (tracks.length === 0) {
    return jsonFailed({ key: 'noCaptionsFound', message: `No captions were found for ${recordID}` })
  }
  return json({
    returncode: 'SUCCESS',
    tracks: tracks.map((track) => {
      const { kind, lang, label, source } = track
      const token = state.tracks.link(recordID, track, now)
      const href = `${state.origin}/textTracks/${token}/${encodeURIComponent(recordID)}/${kind}_${lang}.vtt`
      return { href, kind, label, lang, source }
    }),
  })
}
