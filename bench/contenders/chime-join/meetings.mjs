import { randomUUID } from 'node:crypto'
import { entry } from '../../lib/package-under-test.mjs'
import { repeatAtOnce } from '../../lib/repeat.mjs'

/** `createMeeting` and `join` of the facade, with nothing configured but the quota. */
export async function contender({ origin, region, credentials }) {
  const { createMeetings } = await import(entry('index'))
  const meetings = createMeetings({
    providers: { chime: { type: 'chime', region, endpoint: origin, credentials, rateLimit: 'unlimited' } },
  })
  const createAndJoin = async () => {
    const { ref } = await meetings.createMeeting({ id: randomUUID() })
    const { session } = await meetings.join(ref, { participant: { id: 'user-1', name: 'Zoë' } })
    return session
  }
  return {
    sample: createAndJoin,
    run: ({ durationMs, atOnce }) => repeatAtOnce(createAndJoin, durationMs, atOnce),
  }
}
