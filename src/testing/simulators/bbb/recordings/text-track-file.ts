import type { SimulatorAnswer } from '../../simulator-server.js'
import { htmlPage } from '../answers.js'
import type { ServerState } from '../server-state.js'

/** The file behind a link of `getRecordingTextTracks`; undefined for any other path. */
export function textTrackFile(state: ServerState, path: string): SimulatorAnswer | undefined {
  const token = /^\/textTracks\/([0-9a-f]+)\//.exec(path)?.[1]
  if (token === undefined) return undefined
  const track = state.tracks.download(token, state.meetings.now())
  if (track === undefined) return htmlPage(403, '403 Forbidden')
  return { status: 200, headers: { 'content-type': 'text/vtt;charset=utf-8' }, body: track.content }
}
