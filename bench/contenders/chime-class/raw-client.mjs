import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import {
  ChimeSDKMeetingsClient,
  CreateAttendeeCommand,
  CreateMeetingCommand,
} from '@aws-sdk/client-chime-sdk-meetings'
import { joinAll } from './join-all.mjs'

/** One CreateAttendee each, retried as the client does by itself; if `patient`, anew until everybody is in. */
export function contender({ origin, region, credentials, patient = false }) {
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
      const join = async (at) => {
        const { Attendee } = await client.send(
          new CreateAttendeeCommand({ MeetingId: meetings[at % 2], ExternalUserId: `user-${at}` }),
        )
        return Attendee.JoinToken
      }
      const joinUntilIn = async (at) => {
        for (;;) {
          const token = await join(at).catch((error) => {
            if (error.name !== 'ThrottlingException') throw error
          })
          if (token !== undefined) return token
          await setTimeout(100 + Math.random() * 400)
        }
      }
      const outcome = await joinAll(people, patient ? joinUntilIn : join)
      client.destroy()
      return outcome
    },
  }
}
