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
  /** Which methods a release takes; default: GET and POST. */
  readonly methods?: (release: number) => readonly string[]
  /** The rule that comes before all others; default: the checksum over the query. */
  readonly checksum?: (state: ServerState, request: ApiRequest) => Violation | undefined
}

/** For calls that are not signed: whoever has a session may make them. */
export function unsigned(): undefined {}
