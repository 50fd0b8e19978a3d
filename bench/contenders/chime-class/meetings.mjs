import { randomUUID } from 'node:crypto'
import { entry } from '../../lib/package-under-test.mjs'
import { joinAll } from './join-all.mjs'

/** `meetings.join`, with nothing configured: the default quota and the default time limit. */
export async function contender({ origin, region, credentials }) {
  const { createMeetings } = await import(entry('index'))
  return {
    async run({ people }) {
      const meetings = createMeetings({
        providers: { chime: { type: 'chime', region, endpoint: origin, credentials } },
      })
      const create = async () => (await meetings.createMeeting({ id: randomUUID() })).ref
      const refs = [await create(), await create()]
      const outcome = await joinAll(people, async (at) => {
        const request = { participant: { id: `user-${at}`, name: `Zoë ${at}` } }
        return (await meetings.join(refs[at % 2], request)).session.Attendee.JoinToken
      })
      await meetings.close()
      return outcome
    },
  }
}
