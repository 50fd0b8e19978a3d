import { randomUUID } from 'node:crypto'
import { allAtOnce } from '../../lib/all-at-once.mjs'
import { entry } from '../../lib/package-under-test.mjs'

/** `meetings.join`, with nothing configured: the default quota and the default time limit. */
export async function contender({ origin, region, credentials, rooms }) {
  const { createMeetings } = await import(entry('index'))
  return {
    async run({ people }) {
      const meetings = createMeetings({
        providers: { chime: { type: 'chime', region, endpoint: origin, credentials } },
      })
      const create = async () => (await meetings.createMeeting({ id: randomUUID() })).ref
      const refs = await Promise.all(Array.from({ length: rooms }, create))
      const outcome = await allAtOnce(people, async (at) => {
        const request = { participant: { id: `user-${at}`, name: `Zoë ${at}` } }
        return (await meetings.join(refs[at % rooms], request)).session.Attendee.JoinToken
      })
      await meetings.close()
      return outcome
    },
  }
}
