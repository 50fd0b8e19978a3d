import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import type { ServerState } from '../server-state.js'
import { leaf } from '../xml.js'
import { hookCall } from './hook-call.js'

export const hooksDestroyCall: ApiCall = {
  ...hookCall,
  violations: (_state, { params }) =>
    params.has('hookID') ? [] : [{ key: 'missingParamHookID', message: 'You must specify a hookID' }],
  answer,
}

function answer({ hooks }: ServerState, { params }: ApiRequest): SimulatorAnswer {
  return hooks.remove(params.get('hookID') ?? '')
    ? success(leaf('removed', true))
    : failed({ key: 'destroyMissingHook', message: 'There is no such hook' })
}
