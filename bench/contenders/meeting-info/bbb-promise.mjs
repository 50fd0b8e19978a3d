import bbb from 'bbb-promise'
import { repeatAtOnce } from '../../lib/repeat.mjs'

export function contender({ origin, id, secret }) {
  const { monitoring } = bbb.server(`${origin}/bigbluebutton`, secret)
  const info = () => monitoring.getMeetingInfo(id)
  return {
    sample: async () => (await info()).response.attendees[0].attendee.length,
    run: ({ durationMs, atOnce }) => repeatAtOnce(info, durationMs, atOnce),
  }
}
