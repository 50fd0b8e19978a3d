import { randomUUID } from 'node:crypto'
import { ChimeSDKMeetingsClient, CreateMeetingCommand } from '@aws-sdk/client-chime-sdk-meetings'
import { allAtOnce } from '../../lib/all-at-once.mjs'
import { untilLetIn } from '../../lib/until-let-in.mjs'

/** CreateMeeting, retried as the client does by itself in this mode; if `patient`, anew until everything is made. */
export function contender({ origin, region, credentials, retryMode = 'standard', patient = false }) {
  return {
    async run({ meetings }) {
      const client = new ChimeSDKMeetingsClient({ region, endpoint: origin, credentials, retryMode })
      const create = async (id) => {
        const { Meeting } = await client.send(
          new CreateMeetingCommand({ ClientRequestToken: id, ExternalMeetingId: id, MediaRegion: region }),
        )
        return Meeting.MeetingId
      }
      const outcome = await allAtOnce(meetings, () => {
        const id = randomUUID()
        return patient ? untilLetIn(() => create(id)) : create(id)
      })
      client.destroy()
      return outcome
    },
  }
}
