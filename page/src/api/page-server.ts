import type { ActAnswer, EnterAnswer, PageAction, StatusAnswer } from '../../../src/join-page/page-api.js'

/** The page's server, as the page asks it. Never throws: what did not answer is `refused` as `unavailable`. */
export interface PageServer {
  redeem(token: string): Promise<EnterAnswer>
  resume(pass: string): Promise<EnterAnswer>
  status(pass: string, since: string | undefined): Promise<StatusAnswer>
  act(pass: string, action: PageAction): Promise<ActAnswer>
  /** Also while the page is closing. */
  leave(pass: string): void
}
