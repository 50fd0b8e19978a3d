import bbb from 'bigbluebutton-js'
import { repeatAtOnce } from '../../lib/repeat.mjs'

export function contender({ origin, id, secret }) {
  const { monitoring } = bbb.api(`${origin}/bigbluebutton`, secret)
  const info = () => bbb.http(monitoring.getMeetingInfo(id))
  return {
    sample: async () => [(await info()).attendees.attendee].flat().length,
    run: ({ durationMs, atOnce }) => repeatAtOnce(info, durationMs, atOnce),
  }
}
