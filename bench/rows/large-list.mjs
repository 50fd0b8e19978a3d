import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { dist } from '../lib/package-under-test.mjs'
import { goal, line } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'

const contenders = [
  ['bigbluebutton-js', 'peer: bigbluebutton-js'],
  ['bbb-promise', 'peer: bbb-promise'],
  ['saxes-tree', 'limit: saxes building a tree'],
  ['anymeet', 'ours: client.eachMeeting, iterated'],
  ['anymeet-facade', 'ours: meetings.listMeetings, iterated'],
]
const MEETINGS = 10_000

/** One long list, each time in a fresh process: time, memory beyond the start, the longest hold of the event loop. */
export async function largeList({ smoke }) {
  const rounds = smoke ? 1 : 7
  const figures = new Map(contenders.map(([name]) => [name, []]))
  const megabytes = await withServer('bbb-lists', async ({ origin, server }) => {
    for (let round = 0; round < rounds; round += 1)
      for (const [name] of contenders) figures.get(name).push(await once(name, origin))
    return (await server.ask('size')).bytes / 1e6
  })
  const of = (name, what) => figures.get(name).map((figure) => figure[what])
  return {
    title: `getMeetings with ${MEETINGS} meetings of 2 attendees (${megabytes.toFixed(1)} MB), fresh processes`,
    lines: contenders.map(([name, title]) =>
      line(title, of(name, 'ms'), 'ms', {
        'MB more': median(of(name, 'memory')).toFixed(0),
        'loop held, ms': median(of(name, 'held')).toFixed(0),
      }),
    ),
    goals: [
      goal('eachMeeting, time', median(of('anymeet', 'ms')), '<=', 500, ' ms'),
      goal('eachMeeting, memory', median(of('anymeet', 'memory')), '<=', 60, ' MB'),
      goal('eachMeeting, event loop held', median(of('anymeet', 'held')), '<=', 25, ' ms'),
    ],
  }
}

async function once(name, origin) {
  const script = fileURLToPath(new URL(`../lists/${name}.mjs`, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, origin, dist.href])
  const { count, ...figures } = JSON.parse(stdout.trim().split('\n').at(-1))
  assert.equal(count, MEETINGS, name)
  return figures
}
