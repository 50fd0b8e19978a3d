import type { ApiCall } from './calls/api-call.js'
import { createCall } from './calls/create.js'
import { endCall } from './calls/end.js'
import { getDefaultConfigXmlCall } from './calls/get-default-config-xml.js'
import { getJoinUrlCall } from './calls/get-join-url.js'
import { getMeetingInfoCall } from './calls/get-meeting-info.js'
import { getMeetingsCall } from './calls/get-meetings.js'
import { getSessionsCall } from './calls/get-sessions.js'
import { insertDocumentCall } from './calls/insert-document.js'
import { isMeetingRunningCall } from './calls/is-meeting-running.js'
import { joinCall } from './calls/join.js'
import { learningDashboardCall } from './calls/learning-dashboard.js'
import { sendChatMessageCall } from './calls/send-chat-message.js'
import { setConfigXmlCall } from './calls/set-config-xml.js'
import { hooksCreateCall } from './hooks/create.js'
import { hooksDestroyCall } from './hooks/destroy.js'
import { hooksListCall } from './hooks/list.js'
import { hooksPingCall } from './hooks/ping.js'
import { deleteRecordingsCall } from './recordings/delete-recordings.js'
import { getRecordingsCall } from './recordings/get-recordings.js'
import { getTextTracksCall } from './recordings/get-text-tracks.js'
import { publishRecordingsCall } from './recordings/publish-recordings.js'
import { putTextTrackCall } from './recordings/put-text-track.js'
import { updateRecordingsCall } from './recordings/update-recordings.js'
import type { ServerState } from './server-state.js'

type Balancer = NonNullable<ServerState['balancer']>

interface Offer {
  readonly call: ApiCall
  /** The first release that has it; default: all. */
  readonly since?: number
  /** The last release that has it; default: all. */
  readonly until?: number
  /** The load balancers that pass it on or answer it; default: none. */
  readonly behind?: readonly Balancer[]
}

const both: readonly Balancer[] = ['scalelite', 'b3scale']

/** By the name that stands in the path and in the checksum. Fact sheet sections 1.1 and 6. */
const offers: ReadonlyMap<string, Offer> = new Map<string, Offer>([
  ['create', { call: createCall, behind: both }],
  ['join', { call: joinCall, behind: both }],
  ['isMeetingRunning', { call: isMeetingRunningCall, behind: both }],
  ['end', { call: endCall, behind: both }],
  ['getMeetingInfo', { call: getMeetingInfoCall, behind: both }],
  ['getMeetings', { call: getMeetingsCall, behind: both }],
  ['getSessions', { call: getSessionsCall }],
  ['insertDocument', { call: insertDocumentCall, since: 2.5, behind: ['scalelite'] }],
  ['sendChatMessage', { call: sendChatMessageCall, since: 3.0 }],
  ['getJoinUrl', { call: getJoinUrlCall, since: 3.0 }],
  ['learningDashboard', { call: learningDashboardCall, since: 2.4 }],
  ['getRecordings', { call: getRecordingsCall, behind: both }],
  ['publishRecordings', { call: publishRecordingsCall, behind: both }],
  ['deleteRecordings', { call: deleteRecordingsCall, behind: both }],
  ['updateRecordings', { call: updateRecordingsCall, behind: both }],
  ['getRecordingTextTracks', { call: getTextTracksCall }],
  ['putRecordingTextTrack', { call: putTextTrackCall }],
  ['getDefaultConfigXML', { call: getDefaultConfigXmlCall, until: 2.3 }],
  ['setConfigXML', { call: setConfigXmlCall, until: 2.3 }],
  ['hooks/create', { call: hooksCreateCall }],
  ['hooks/list', { call: hooksListCall }],
  ['hooks/destroy', { call: hooksDestroyCall }],
  ['hooks/ping', { call: hooksPingCall, since: 3.0 }],
])

/** The call, if this server has it. */
export function offeredCall({ release, balancer, settings }: ServerState, name: string): ApiCall | undefined {
  const offer = offers.get(name)
  if (offer === undefined || (name.startsWith('hooks/') && !settings.webhooks)) return undefined
  const { call, since = 0, until = Number.POSITIVE_INFINITY, behind = [] } = offer
  const isThere = balancer === undefined ? release >= since && release <= until : behind.includes(balancer)
  return isThere ? call : undefined
}
