import { randomUUID } from 'node:crypto'
import {
  ChimeSDKMeetingsClient,
  CreateAttendeeCommand,
  CreateMeetingCommand,
} from '@aws-sdk/client-chime-sdk-meetings'
import { joinAll } from './join-all.mjs'

/** One CreateAttendee each. `maxAttempts` undefined: the client's own retry and nothing else. */
export function contender({ origin, region, credentials, maxAttempts }) {
  return {
    async run({ people }) {
      const client = new ChimeSDKMeetingsClient({
        region,
        endpoint: origin,
        credentials,
        ...(maxAttempts !== undefined && { maxAttempts }),
      })
      const create = async () => {
        const id = randomUUID()
        const { Meeting } = await client.send(
          new CreateMeetingCommand({ ClientRequestToken: id, ExternalMeetingId: id, MediaRegion: region }),
        )
        return Meeting.MeetingId
      }
      const meetings = [await create(), await create()]
      const join = async (at) => {
        const { Attendee } = await client.send(
          new CreateAttendeeCommand({ MeetingId: meetings[at % 2], ExternalUserId: `user-${at}` }),
        )
        return Attendee.JoinToken
      }
      const outcome = await joinAll(people, join)
      client.destroy()
      return outcome
    },
  }
}
