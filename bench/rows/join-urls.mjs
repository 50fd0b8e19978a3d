import { compileAdapter } from '../lib/compile-adapter.mjs'
import { interleave } from '../lib/interleave.mjs'
import { goal, line, perSecond, ratio } from '../lib/results.mjs'
import { withServer } from '../lib/with-server.mjs'
import { checkJoinUrl } from './check-join-url.mjs'

const contenders = [
  ['bigbluebutton-js', 'peer: bigbluebutton-js (SHA-1)'],
  ['limit', 'limit: tuned strict encoder + crypto.hash'],
  ['signer', "ours: the adapter's signer by itself"],
  ['provider-join', 'ours: provider.join, below the facade'],
  ['meetings-join', 'ours: meetings.join by ref'],
]

export async function joinUrls({ smoke }) {
  const adapter = await compileAdapter()
  const measured = await withServer('bbb', ({ origin }) =>
    interleave(
      contenders.map(([name]) => ({
        name,
        module: `../contenders/join-urls/${name}.mjs`,
        setup: { origin, adapter },
      })),
      { rounds: smoke ? 1 : 40, run: { durationMs: smoke ? 50 : 150 }, check: checkJoinUrl },
    ),
  )
  const rates = (name) => measured.get(name).map(perSecond)
  const ofLimit = (name) => ratio(rates(name), rates('limit'))
  return {
    title: 'Signed join URLs: 8 parameters, a name that is not ASCII, another person each time',
    lines: contenders.map(([name, title]) =>
      line(title, rates(name), '/s', { 'of limit': ofLimit(name).toFixed(2) }),
    ),
    goals: [
      goal('signer, of the limit', ofLimit('signer'), '>=', 0.85),
      goal('meetings.join by ref, of the limit', ofLimit('meetings-join'), '>=', 0.3),
    ],
  }
}
