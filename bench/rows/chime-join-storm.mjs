import { goal, line } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'
import { aws } from './aws.mjs'
import { mostFailed, quotaSeconds, stormLine, stormRounds } from './storm.mjs'

const ROOMS = 20
/** Most people in one call. */
const BATCH = 100

const raw = (title, setup = {}) => ({ module: 'raw-client', title: `peer: ${title}`, setup })
const peers = [
  raw('the AWS client, a call each, its default retry'),
  raw('the same, adaptive retry', { retryMode: 'adaptive' }),
]
const limit = { module: 'limit', title: 'limit: batches of 100, everybody known beforehand' }
const ours = { module: 'meetings', title: 'ours: meetings.join' }

export async function chimeJoinStorm({ smoke }) {
  const people = smoke ? 40 : 2_000
  // All of them fit the burst: what remains is the work itself.
  const minimum = quotaSeconds(Math.ceil(people / ROOMS / BATCH) * ROOMS)
  return withServer('chime-quota', async ({ origin, server }) => {
    const options = { server, setup: { ...aws, origin, rooms: ROOMS }, run: { people } }
    const measured = new Map([
      ...(await stormRounds('chime-class', [limit, ours], { ...options, rounds: smoke ? 1 : 5 })),
      ...(await stormRounds('chime-class', peers, { ...options, rounds: 1 })),
    ])
    const seconds = (title) => median(measured.get(title).map((round) => round.seconds))
    return {
      title: `Amazon Chime: ${people} people join ${ROOMS} meetings at once, under the default quota`,
      lines: [
        ...peers.map(({ title }) => stormLine(title, measured.get(title))),
        line('limit: what the quota allows, a call each', [quotaSeconds(people)], 's'),
        line('limit: what the quota allows, batches of 100', [minimum], 's'),
        ...[limit, ours].map(({ title }) => stormLine(title, measured.get(title))),
      ],
      goals: [
        goal('more than the quota asks for', seconds(ours.title) - minimum, '<=', 1, ' s'),
        goal('failed joins', mostFailed(measured.get(ours.title)), '<=', 0),
      ],
    }
  })
}
