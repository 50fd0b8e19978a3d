import type { SimulatorAnswer } from '../simulator-server.js'
import { failed, gatewayError, pageNotFound, refused } from './answers.js'
import type { ApiRequest } from './api-request.js'
import { checksumViolation } from './checksum.js'
import type { ServerState } from './server-state.js'

const textTrackCalls = ['getRecordingTextTracks', 'putRecordingTextTrack']

/** What a server says to a call that it does not have: the proxy's page, or the load balancer's own words. */
export function unknownCall(state: ServerState, request: ApiRequest): SimulatorAnswer {
  if (state.balancer === undefined) return pageNotFound()
  if (state.balancer === 'scalelite') {
    return failed({ key: 'unsupportedRequest', message: 'This request is not supported.' })
  }
  const violation = checksumViolation(state, request)
  if (violation !== undefined) return refused(state, violation)
  return textTrackCalls.includes(request.call)
    ? failed({ key: 'notImplemented', message: 'This call is not implemented yet' })
    : gatewayError({ key: 'b3scaleGatewayError', message: `Nobody handles ${request.call}` })
}
