import assert from 'node:assert/strict'
import { interleave } from '../lib/interleave.mjs'
import { goal, line, perSecond, ratio } from '../lib/results.mjs'

const contenders = [
  { name: 'bare', title: 'limit: one hash, one comparison, the form, JSON.parse', setup: {} },
  { name: 'handler', title: 'ours: the handler, request to answer', setup: { presence: false } },
  { name: 'presence', title: 'ours: the same, keeping track of who is inside', setup: { presence: true } },
]

/** Verified events a second: somebody joins, as BigBlueButton posts it. */
export async function events({ smoke }) {
  const measured = await interleave(
    contenders.map(({ name, setup }) => ({
      name,
      setup,
      module: `../contenders/events/${name === 'bare' ? 'bare' : 'handler'}.mjs`,
    })),
    {
      rounds: smoke ? 1 : 15,
      warmUp: !smoke,
      run: { count: smoke ? 32 : 2_000 },
      check: (sample) => assert.equal(sample, 'user-joined'),
    },
  )
  const rates = (name) => measured.get(name).map(perSecond)
  return {
    title: 'Verified events: a webhook of 700 bytes, another event each time, 50 meetings, store in memory',
    lines: contenders.map(({ name, title }) =>
      line(title, rates(name), '/s', { 'of limit': ratio(rates(name), rates('bare')).toFixed(3) }),
    ),
    goals: [goal('handler, events a second', Math.min(...rates('handler')), '>=', 1_000, '/s')],
  }
}
