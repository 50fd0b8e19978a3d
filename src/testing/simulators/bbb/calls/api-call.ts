import type { SimulatorAnswer } from '../../simulator-server.js'
import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'

/** One call of the API: which rules it has, and what it answers once none is broken. */
export interface ApiCall {
  /** Every rule that the request breaks; the server reports one of them. */
  readonly violations: (state: ServerState, request: ApiRequest) => readonly Violation[]
  readonly answer: (state: ServerState, request: ApiRequest) => SimulatorAnswer
  /** How a broken rule is told; default: a FAILED document. */
  readonly refuse?: (state: ServerState, request: ApiRequest, violation: Violation) => SimulatorAnswer
  /** The release that takes GET only; default: none, GET and POST both work. */
  readonly getOnlyOn?: ServerState['server']
}
