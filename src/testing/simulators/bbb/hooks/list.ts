import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import type { ServerState } from '../server-state.js'
import { cdata, group, leaf } from '../xml.js'
import { hookCall } from './hook-call.js'
import type { SimulatedBbbHook } from './hook-store.js'

export const hooksListCall: ApiCall = { ...hookCall, violations: () => [], answer }

/** With a meeting: its hooks and those of every meeting; without: all there are, of whatever meeting. */
function answer({ hooks }: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const meetingID = params.get('meetingID')
  const listed = meetingID === undefined ? hooks.all() : hooks.hearing(meetingID)
  return success(group('hooks', listed.map(hookElement)))
}

function hookElement({
  hookID,
  callbackURL,
  meetingID,
  eventID,
  permanent,
  rawData,
}: SimulatedBbbHook): string {
  return group('hook', [
    leaf('hookID', hookID),
    cdata('callbackURL', callbackURL),
    ...(meetingID === undefined ? [] : [cdata('meetingID', meetingID)]),
    ...(eventID === undefined ? [] : [leaf('eventID', eventID)]),
    leaf('permanentHook', permanent),
    leaf('rawData', rawData),
  ])
}
