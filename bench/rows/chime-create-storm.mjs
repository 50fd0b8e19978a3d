import { goal, line } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'
import { aws } from './aws.mjs'
import { mostFailed, quotaSeconds, stormLine, stormRounds } from './storm.mjs'

const raw = (title, setup = {}) => ({ module: 'raw-client', title: `peer: ${title}`, setup })
const peers = [
  raw('the AWS client, its default retry'),
  raw('the same, adaptive retry', { retryMode: 'adaptive' }),
  raw('the same, retried until everything is made', { patient: true }),
]
const ours = { module: 'meetings', title: 'ours: meetings.createMeeting' }
const shared = {
  module: 'meetings',
  title: 'ours: half by another instance on the account',
  setup: { instances: 2 },
}

export async function chimeCreateStorm({ smoke }) {
  const meetings = smoke ? 25 : 200
  const minimum = quotaSeconds(meetings)
  return withServer('chime-quota', async ({ origin, server }) => {
    const options = { server, setup: { ...aws, origin }, run: { meetings } }
    const measured = new Map([
      ...(await stormRounds('chime-create-storm', peers, { ...options, rounds: 1 })),
      // Twenty seconds each time, so twice.
      ...(await stormRounds('chime-create-storm', [ours, shared], { ...options, rounds: smoke ? 1 : 2 })),
    ])
    const seconds = (title) => median(measured.get(title).map((round) => round.seconds))
    const described = (title) =>
      stormLine(title, measured.get(title), { 'of the limit': (seconds(title) / minimum).toFixed(2) })
    return {
      title: `Amazon Chime: ${meetings} meetings made at once, under the default quota`,
      lines: [
        ...peers.map(({ title }) => described(title)),
        line('limit: what the quota allows', [minimum], 's', { failed: '0', 'of the limit': '1.00' }),
        ...[ours, shared].map(({ title }) => described(title)),
      ],
      goals: [
        goal('over what the quota allows', seconds(ours.title) / minimum, '<=', 1.15, ' x'),
        goal('failed meetings', mostFailed(measured.get(ours.title)), '<=', 0),
        goal('two instances, over what the quota allows', seconds(shared.title) / minimum, '<=', 1.3, ' x'),
        goal('two instances, failed meetings', mostFailed(measured.get(shared.title)), '<=', 0),
      ],
    }
  })
}
