import assert from 'node:assert/strict'
import { interleave } from '../lib/interleave.mjs'
import { cpuPerPiece, goal, line, perSecond, ratio } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'

const contenders = [
  ['bigbluebutton-js', 'peer: bigbluebutton-js'],
  ['bbb-promise', 'peer: bbb-promise'],
  ['limit', 'limit: undici pool + hand-made scanner'],
  ['meetings-info', 'ours: meetings.info by ref'],
]
const AT_ONCE = 16

/** One row for each number of attendees. */
export function meetingInfo(attendees) {
  return async ({ smoke }) => {
    const setup = { id: `room-${attendees}`, secret: '8cd8ef52e8e101574e400365b55e11a6', atOnce: AT_ONCE }
    const measured = await withServer('bbb', ({ origin }) =>
      interleave(
        contenders.map(([name]) => ({
          name,
          module: `../contenders/meeting-info/${name}.mjs`,
          setup: { ...setup, origin },
        })),
        {
          rounds: smoke ? 1 : 20,
          run: { durationMs: smoke ? 100 : 400, atOnce: AT_ONCE },
          check: (sample, name) => assert.equal(sample, attendees, name),
        },
      ),
    )
    const rates = (name) => measured.get(name).map(perSecond)
    const ours = rates('meetings-info')
    const overPeer = Math.min(...['bigbluebutton-js', 'bbb-promise'].map((name) => ratio(ours, rates(name))))
    return {
      title: `getMeetingInfo with ${attendees} attendees, ${AT_ONCE} at once`,
      lines: contenders.map(([name, title]) =>
        line(title, rates(name), '/s', {
          'CPU µs a call': median(measured.get(name).map(cpuPerPiece)).toFixed(0),
          'of limit': ratio(rates(name), rates('limit')).toFixed(2),
        }),
      ),
      goals: [goal('over the best peer', overPeer, '>=', 1.6, ' x')],
    }
  }
}
