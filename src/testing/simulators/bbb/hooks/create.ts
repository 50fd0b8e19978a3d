import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import type { ServerState } from '../server-state.js'
import { isTrue } from '../values.js'
import { leaf } from '../xml.js'
import { hookCall } from './hook-call.js'

export const hooksCreateCall: ApiCall = {
  ...hookCall,
  violations: (_state, { params }) =>
    params.has('callbackURL')
      ? []
      : [{ key: 'missingParamCallbackURL', message: 'You must specify a callbackURL' }],
  answer,
}

/** A URL that is registered keeps its hook as it is, whatever the request says of meeting and events. */
function answer(state: ServerState, { params }: ApiRequest): SimulatorAnswer {
  const { hooks, release } = state
  // What was due before is not told to whom comes now.
  state.settle()
  const callbackURL = params.get('callbackURL') ?? ''
  const existing = hooks.findByUrl(callbackURL)
  if (existing !== undefined) {
    return success(
      leaf('hookID', existing.hookID),
      leaf('messageKey', 'duplicateWarning'),
      leaf('message', 'There is already a hook for this callback URL.'),
    )
  }
  const meetingID = params.get('meetingID')
  const eventID = release < 2.5 ? undefined : params.get('eventID')?.toLowerCase()
  const hook = hooks.add({
    callbackURL,
    ...(meetingID !== undefined && { meetingID }),
    ...(eventID !== undefined && { eventID }),
    permanent: false,
    rawData: isTrue(params.get('getRaw')),
  })
  return success(
    leaf('hookID', hook.hookID),
    leaf('permanentHook', hook.permanent),
    leaf('rawData', hook.rawData),
  )
}
