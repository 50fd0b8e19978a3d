import type { JoinedAnswer, WaitingAnswer } from '../../../src/join-page/page-api.js'
import type { Ending } from '../base/ending.js'

/** Where the person is on the way into the meeting and out of it: one view each. */
export type Phase<Call> =
  | { readonly view: 'opening' }
  | LobbyPhase
  | { readonly view: 'waiting'; readonly entry: WaitingAnswer }
  | { readonly view: 'meeting'; readonly entry: JoinedAnswer; readonly call: Call }
  | FinishedPhase

export interface LobbyPhase {
  readonly view: 'lobby'
  readonly entry: JoinedAnswer | WaitingAnswer
  /** Somebody who had to wait was admitted while still here. */
  readonly admitted: boolean
  /** The person has pressed the button. */
  readonly busy: boolean
}

export interface FinishedPhase {
  readonly view: 'finished'
  readonly ending: Ending
  readonly logoutUrl?: string
  /** The page asks again by itself. */
  readonly triesAgain: boolean
}
