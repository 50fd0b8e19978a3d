import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { leaf } from '../xml.js'

/** The unsigned answer of `/api` itself. Both versions have read 2.0 for a decade and tell releases apart by nothing. */
export function versionDocument(state: ServerState, request: ApiRequest): SimulatorAnswer {
  const fields: (readonly [string, string])[] = [
    ['version', '2.0'],
    ['apiVersion', '2.0'],
    ['bbbVersion', ''],
  ]
  if (state.release >= 3.0 && state.balancer === undefined) {
    const webSocketOrigin = state.origin.replace(/^http/, 'ws')
    fields.push(
      ['graphqlWebsocketUrl', `${webSocketOrigin}/graphql`],
      ['graphqlApiUrl', `${state.origin}/api/rest`],
      ['html5PluginSdkVersion', '0.0.1'],
    )
  }
  if (request.contentType === 'application/json') {
    return {
      status: 200,
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify({ response: { returncode: 'SUCCESS', ...Object.fromEntries(fields) } }),
    }
  }
  return success(...fields.map(([name, value]) => leaf(name, value)))
}
