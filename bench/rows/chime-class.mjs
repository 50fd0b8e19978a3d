import { interleave } from '../lib/interleave.mjs'
import { goal, line } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'
import { aws } from './aws.mjs'

/** The quota is the vendor's default: ten calls a second and operation, bursts of twenty. */
export async function chimeClass({ smoke }) {
  const people = smoke ? 30 : 500
  return withServer('chime-quota', async ({ origin, server }) => {
    const measure = (contenders, rounds) =>
      interleave(
        contenders.map(([name, setup = {}]) => ({
          name: JSON.stringify([name, setup]),
          module: `../contenders/chime-class/${name}.mjs`,
          setup: { ...aws, ...setup, origin, rooms: 2 },
        })),
        { rounds, run: { people }, before: () => server.ask('reset'), warmUp: false },
      )
    const quick = [['raw-client'], ['limit'], ['meetings']]
    const patient = [['raw-client', { patient: true }]]
    const measured = new Map([
      ...(await measure(quick, smoke ? 1 : 5)),
      // A minute each time, so once.
      ...(await measure(patient, 1)),
    ])
    const of = ([name, setup = {}]) => measured.get(JSON.stringify([name, setup]))
    const described = (contender, title) =>
      line(
        title,
        of(contender).map(({ seconds }) => seconds),
        's',
        { failed: String(Math.max(...of(contender).map(({ failed }) => failed))) },
      )
    const [raw, limit, ours] = quick
    return {
      title: `Amazon Chime: ${people} people join two meetings at once, under the default quota`,
      lines: [
        described(raw, 'peer: the AWS client, a call each, its default retry'),
        described(patient[0], 'peer: the same, retried until everybody is in'),
        described(limit, 'limit: batches of 100, everybody known beforehand'),
        described(ours, 'ours: meetings.join'),
      ],
      goals: [
        goal('until the last one is in', median(of(ours).map(({ seconds }) => seconds)), '<=', 3, ' s'),
        goal('failed joins', Math.max(...of(ours).map(({ failed }) => failed)), '<=', 0),
      ],
    }
  })
}
