import assert from 'node:assert/strict'
import { interleave } from '../lib/interleave.mjs'
import { cpuPerPiece, goal, line, perSecond, ratio } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'
import { aws } from './aws.mjs'

const contenders = [
  ['raw-client', 'peer: the AWS client, defaults'],
  ['meetings', 'ours: meetings.createMeeting + join'],
]
const AT_ONCE = 8

export async function chimeJoin({ smoke }) {
  const measured = await withServer('chime', async ({ origin, server }) => {
    let calls = 0
    return interleave(
      contenders.map(([name]) => ({
        name,
        module: `../contenders/chime-join/${name}.mjs`,
        setup: { ...aws, origin },
      })),
      {
        rounds: smoke ? 1 : 40,
        run: { durationMs: smoke ? 200 : 300, atOnce: AT_ONCE },
        check: async ({ Meeting, Attendee }, name) => {
          assert.ok(Meeting.MeetingId && Meeting.MediaPlacement && Attendee.JoinToken, name)
          const before = calls
          calls = (await server.ask('calls')).calls
          assert.equal(calls - before, 2, `${name}: calls for one meeting and one join`)
        },
      },
    )
  })
  const rates = (name) => measured.get(name).map(perSecond)
  const cpu = (name) => measured.get(name).map(cpuPerPiece)
  return {
    title: `Amazon Chime: create a meeting and join it (two calls), ${AT_ONCE} at once, no limiter`,
    lines: contenders.map(([name, title]) =>
      line(title, rates(name), '/s', {
        'CPU µs each': median(cpu(name)).toFixed(0),
        'of raw': ratio(rates(name), rates('raw-client')).toFixed(2),
        'CPU of raw': ratio(cpu(name), cpu('raw-client')).toFixed(2),
      }),
    ),
    goals: [
      goal('rate, of the raw client', ratio(rates('meetings'), rates('raw-client')), '>=', 0.95),
      goal('CPU, of the raw client', ratio(cpu('meetings'), cpu('raw-client')), '<=', 1.05),
    ],
  }
}
