import type { SimulatorAnswer, SimulatorRequest } from '../simulator-server.js'
import { gatewayError, htmlPage, pageNotFound, refused } from './answers.js'
import { offeredCall } from './api-calls.js'
import { type ApiRequest, readApiRequest } from './api-request.js'
import type { ApiCall } from './calls/api-call.js'
import { contentTypeViolations } from './calls/common-rules.js'
import { versionDocument } from './calls/version-document.js'
import { checksumViolation } from './checksum.js'
import { clientPage } from './client-page.js'
import { textTrackFile } from './recordings/text-track-file.js'
import type { ServerState } from './server-state.js'
import { switchedOff } from './switched-off.js'
import { unknownCall } from './unknown-call.js'
import { reportedViolation } from './violation.js'

const apiPath = /^\/bigbluebutton\/api(?:\/([^?]*))?(?:\?|$)/
const apiPathOfFrontend = /^\/bbb\/[^/?]+\/bigbluebutton\/api(?:\/([^?]*))?(?:\?|$)/

/** The name under which a request is logged: the API call, `index` for the API itself, else the path. */
export function callName({ balancer }: ServerState, target: string): string {
  const api = (balancer === 'b3scale' ? apiPathOfFrontend : apiPath).exec(target)
  if (api !== null) return api[1] || 'index'
  const path = target.split('?')[0] ?? target
  return path.startsWith('/html5client') ? 'html5client' : path
}

export function answerRequest(state: ServerState, received: SimulatorRequest): SimulatorAnswer {
  const answer = answerBehindProxy(state, received)
  const date = new Date(state.meetings.now() + state.skewMs).toUTCString()
  return { ...answer, headers: { date, ...answer.headers } }
}

function answerBehindProxy(state: ServerState, received: SimulatorRequest): SimulatorAnswer {
  if (Buffer.byteLength(received.body) > state.settings.maxBodyBytes) {
    return htmlPage(413, '413 Request Entity Too Large')
  }
  if (received.call === 'html5client') return clientPage(state, received)
  if (received.call === '/') return htmlPage(200, 'BigBlueButton')
  if (received.call.startsWith('/')) return textTrackFile(state, received.call) ?? pageNotFound()
  if (!received.target.startsWith(`${state.pathPrefix}/bigbluebutton/`)) {
    return gatewayError({ key: 'b3scale_server_error', message: 'There is no such frontend' })
  }
  return answerApi(state, readApiRequest(received.call, received))
}

function answerApi(state: ServerState, request: ApiRequest): SimulatorAnswer {
  if (request.call === 'index') return versionDocument(state, request)
  const call = offeredCall(state, request.call)
  if (call === undefined) return unknownCall(state, request)
  // A method that a call does not take falls through to the API's default action, which says SUCCESS.
  if (!takes(call, state.release, request.method)) {
    return request.call.startsWith('hooks/') ? pageNotFound() : versionDocument(state, request)
  }
  const refuse = call.refuse ?? refuseAsXml
  const unsigned = (call.checksum ?? checksumViolation)(state, request)
  if (unsigned !== undefined) return refuse(state, request, unsigned)
  const answer = (): SimulatorAnswer => {
    const violation = reportedViolation(state.release, [
      ...contentTypeViolations(state, request),
      ...call.violations(state, request),
    ])
    return violation === undefined ? call.answer(state, request) : refuse(state, request, violation)
  }
  return switchedOff(state, request.call, answer) ?? answer()
}

function refuseAsXml(...[state, , violation]: Parameters<NonNullable<ApiCall['refuse']>>): SimulatorAnswer {
  return refused(state, violation)
}

function takes({ methods }: ApiCall, release: number, method: string): boolean {
  return (methods?.(release) ?? ['GET', 'POST']).includes(method === 'HEAD' ? 'GET' : method)
}
