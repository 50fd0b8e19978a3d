import { randomUUID } from 'node:crypto'
import { allAtOnce } from '../../lib/all-at-once.mjs'
import { entry } from '../../lib/package-under-test.mjs'

/** `meetings.createMeeting`, with nothing configured but time enough. `instances` share the work, and know nothing of each other. */
export async function contender({ origin, region, credentials, instances = 1 }) {
  const { createMeetings } = await import(entry('index'))
  const config = {
    providers: { chime: { type: 'chime', region, endpoint: origin, credentials } },
    timeoutMs: 60_000,
  }
  return {
    async run({ meetings }) {
      const machines = Array.from({ length: instances }, () => createMeetings(config))
      const outcome = await allAtOnce(meetings, async (at) => {
        const { ref } = await machines[at % instances].createMeeting({ id: randomUUID() })
        return ref.vendor.meetingId
      })
      await Promise.all(machines.map((machine) => machine.close()))
      return outcome
    },
  }
}
