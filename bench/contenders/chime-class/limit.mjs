import { BatchCreateAttendeeCommand, ChimeSDKMeetingsClient } from '@aws-sdk/client-chime-sdk-meetings'
import { allAtOnce } from '../../lib/all-at-once.mjs'
import { createMeetings } from './create-meetings.mjs'

const BATCH = 100

/** As few calls as can be: everybody is known beforehand, a hundred go in a call. */
export function contender({ origin, region, credentials, rooms }) {
  return {
    async run({ people }) {
      const client = new ChimeSDKMeetingsClient({ region, endpoint: origin, credentials })
      const meetings = await createMeetings(client, region, rooms)
      const batches = new Map()
      const batchOf = (at) => {
        const [room, number] = [at % rooms, Math.floor(at / rooms / BATCH)]
        const key = `${room} ${number}`
        if (!batches.has(key)) batches.set(key, send(meetings[room], membersOf(room, number)))
        return batches.get(key)
      }
      const membersOf = (room, number) =>
        Array.from({ length: BATCH }, (_, place) => (number * BATCH + place) * rooms + room).filter(
          (at) => at < people,
        )
      const send = async (MeetingId, members) => {
        const { Attendees } = await client.send(
          new BatchCreateAttendeeCommand({
            MeetingId,
            Attendees: members.map((at) => ({ ExternalUserId: `user-${at}` })),
          }),
        )
        return new Map(Attendees.map(({ ExternalUserId, JoinToken }) => [ExternalUserId, JoinToken]))
      }
      const outcome = await allAtOnce(people, async (at) => (await batchOf(at)).get(`user-${at}`))
      client.destroy()
      return outcome
    },
  }
}
