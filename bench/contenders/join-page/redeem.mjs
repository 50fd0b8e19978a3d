import { entry } from '../../lib/package-under-test.mjs'
import { classContender } from './class.mjs'

/** The page's POST, from the web request to its answer. */
export function contender(setup) {
  return classContender(setup, {
    invite: async (meetings, id, request) => (await meetings.join(id, request)).url.split('#')[1],
    async enter(meetings, url) {
      const { createJoinPage } = await import(entry('join-page'))
      const page = createJoinPage(meetings)
      const headers = { origin: new URL(url).origin, 'content-type': 'application/json' }
      return async (token) => {
        const body = JSON.stringify({ token })
        const response = await page(new Request(`${url}/api/redeem`, { method: 'POST', headers, body }))
        const answer = await response.json()
        if (answer.state !== 'joined') throw new Error(`answered ${JSON.stringify(answer)}`)
        return answer.session
      }
    },
  })
}
