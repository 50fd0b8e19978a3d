import { randomUUID } from 'node:crypto'
import {
  BatchCreateAttendeeCommand,
  ChimeSDKMeetingsClient,
  CreateMeetingCommand,
} from '@aws-sdk/client-chime-sdk-meetings'
import { joinAll } from './join-all.mjs'

/** As few calls as can be: everybody is known beforehand, a hundred go in a call. */
export function contender({ origin, region, credentials }) {
  return {
    async run({ people }) {
      const client = new ChimeSDKMeetingsClient({ region, endpoint: origin, credentials })
      const create = async () => {
        const id = randomUUID()
        const { Meeting } = await client.send(
          new CreateMeetingCommand({ ClientRequestToken: id, ExternalMeetingId: id, MediaRegion: region }),
        )
        return Meeting.MeetingId
      }
      const meetings = [await create(), await create()]
      const batches = new Map()
      const batchOf = (at) => {
        const batch = Math.floor(at / 200) * 2 + (at % 2)
        if (!batches.has(batch)) batches.set(batch, send(meetings[at % 2], peopleOf(batch)))
        return batches.get(batch)
      }
      const peopleOf = (batch) =>
        Array.from({ length: 100 }, (_, place) => (batch >> 1) * 200 + place * 2 + (batch % 2)).filter(
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
      const outcome = await joinAll(people, async (at) => (await batchOf(at)).get(`user-${at}`))
      client.destroy()
      return outcome
    },
  }
}
