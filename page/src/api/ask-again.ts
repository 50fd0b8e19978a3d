import type { AgainAnswer, EnterAnswer } from '../../../src/join-page/page-api.js'

/** Asks a second time where the server says so: the browser shows the cookie then that came with the first answer, if it keeps any. */
export async function askAgain(ask: () => Promise<EnterAnswer | AgainAnswer>): Promise<EnterAnswer> {
  const first = await ask()
  if (first.state !== 'again') return first
  const second = await ask()
  return second.state === 'again' ? { state: 'refused', reason: 'used' } : second
}
