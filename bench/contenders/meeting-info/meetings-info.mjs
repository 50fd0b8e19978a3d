import { entry } from '../../lib/package-under-test.mjs'
import { repeatAtOnce } from '../../lib/repeat.mjs'

/** `meetings.info` by ref, with nothing configured but where the server is. */
export async function contender({ origin, id, secret }) {
  const { createMeetings } = await import(entry('index'))
  const meetings = createMeetings({ providers: { bbb: { type: 'bbb', url: origin, secret } } })
  const { ref } = await meetings.createMeeting({ id })
  const info = () => meetings.info(ref)
  return {
    sample: async () => (await info()).participants.length,
    run: ({ durationMs, atOnce }) => repeatAtOnce(info, durationMs, atOnce),
  }
}
