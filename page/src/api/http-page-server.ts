import type {
  ActAnswer,
  AgainAnswer,
  EnterAnswer,
  RefusedAnswer,
  StatusAnswer,
} from '../../../src/join-page/page-api.js'
import { isAnswer, states } from './answers.js'
import { askAgain } from './ask-again.js'
import type { PageServer } from './page-server.js'

/** Longer than the server gives its vendor, so that it is the server that says what went wrong. */
const TIMEOUT_MS = 45_000

const unavailable: RefusedAnswer = { state: 'refused', reason: 'unavailable' }

/** Speaks to the server at addresses relative to the page's own. */
export function httpPageServer(base: URL): PageServer {
  const ask = async (name: string, question: object, known: readonly string[]): Promise<unknown> => {
    try {
      const response = await fetch(new URL(`api/${name}`, base), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const answer: unknown = await response.json()
      return isAnswer(answer, known) ? answer : unavailable
    } catch {
      return unavailable
    }
  }
  const enter = (name: string, question: object): Promise<EnterAnswer> =>
    askAgain(async () => (await ask(name, question, states.enter)) as EnterAnswer | AgainAnswer)
  return {
    redeem: (token) => enter('redeem', { token }),
    resume: (pass) => enter('resume', { pass }),
    status: async (pass, since) =>
      (await ask('status', since === undefined ? { pass } : { pass, since }, states.status)) as StatusAnswer,
    act: async (pass, action) => (await ask('act', { pass, ...action }, states.act)) as ActAnswer,
    leave(pass) {
      const body = new Blob([JSON.stringify({ pass })], { type: 'application/json' })
      navigator.sendBeacon(new URL('api/leave', base), body)
    },
  }
}
