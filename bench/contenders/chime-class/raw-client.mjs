import { ChimeSDKMeetingsClient, CreateAttendeeCommand } from '@aws-sdk/client-chime-sdk-meetings'
import { allAtOnce } from '../../lib/all-at-once.mjs'
import { untilLetIn } from '../../lib/until-let-in.mjs'
import { createMeetings } from './create-meetings.mjs'

/** One CreateAttendee each, retried as the client does by itself in this mode; if `patient`, anew until everybody is in. */
export function contender({ origin, region, credentials, rooms, retryMode = 'standard', patient = false }) {
  return {
    async run({ people }) {
      const client = new ChimeSDKMeetingsClient({ region, endpoint: origin, credentials, retryMode })
      const meetings = await createMeetings(client, region, rooms)
      const join = async (at) => {
        const { Attendee } = await client.send(
          new CreateAttendeeCommand({ MeetingId: meetings[at % rooms], ExternalUserId: `user-${at}` }),
        )
        return Attendee.JoinToken
      }
      const outcome = await allAtOnce(people, (at) => (patient ? untilLetIn(() => join(at)) : join(at)))
      client.destroy()
      return outcome
    },
  }
}
