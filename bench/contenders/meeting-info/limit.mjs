import { hash } from 'node:crypto'
import { Pool } from 'undici'
import { repeatAtOnce } from '../../lib/repeat.mjs'
import { scanMeetingInfo } from './scanner.mjs'

/** Pooled connections, and a scanner that believes everything it is sent. */
export function contender({ origin, id, secret, atOnce: connections }) {
  const pool = new Pool(origin, { connections })
  const info = async () => {
    const query = `meetingID=${id}`
    const checksum = hash('sha256', `getMeetingInfo${query}${secret}`, 'hex')
    const path = `/bigbluebutton/api/getMeetingInfo?${query}&checksum=${checksum}`
    const { body } = await pool.request({ path, method: 'GET' })
    return scanMeetingInfo(await body.text())
  }
  return {
    sample: async () => (await info()).participants.length,
    run: ({ durationMs, atOnce }) => repeatAtOnce(info, durationMs, atOnce),
  }
}
