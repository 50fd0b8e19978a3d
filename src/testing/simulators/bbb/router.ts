import type { SimulatorAnswer, SimulatorRequest } from '../simulator-server.js'
import { failed, htmlPage, pageNotFound } from './answers.js'
import { apiCalls } from './api-calls.js'
import { readApiRequest } from './api-request.js'
import { contentTypeViolations } from './calls/common-rules.js'
import { versionDocument } from './calls/version-document.js'
import { checksumViolation } from './checksum.js'
import { clientPage } from './client-page.js'
import type { ServerState } from './server-state.js'
import { reportedViolation } from './violation.js'

const apiPath = /^\/bigbluebutton\/api(?:\/([^?]*))?(?:\?|$)/

/** The name under which a request is logged: the API call, `index` for the API itself, else the path. */
export function callName(target: string): string {
  const api = apiPath.exec(target)
  if (api !== null) return api[1] || 'index'
  const path = target.split('?')[0] ?? target
  return path.startsWith('/html5client') ? 'html5client' : path
}

export function answerRequest(state: ServerState, received: SimulatorRequest): SimulatorAnswer {
  if (received.call === 'html5client') return clientPage(state, received)
  if (received.call === '/') return htmlPage(200, 'BigBlueButton')
  const call = apiCalls.get(received.call)
  if (call === undefined && received.call !== 'index') return pageNotFound()
  const request = readApiRequest(received.call, received)
  // A method that a call does not take falls through to the API's default action, which says SUCCESS.
  if (call === undefined || !takes(received.method, call.getOnlyOn === state.server)) {
    return versionDocument(state, request)
  }
  const violation =
    checksumViolation(state, request) ??
    reportedViolation([...contentTypeViolations(state, request), ...call.violations(state, request)])
  if (violation === undefined) return call.answer(state, request)
  return call.refuse?.(state, request, violation) ?? failed(violation)
}

function takes(method: string, getOnly: boolean): boolean {
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && !getOnly)
}
