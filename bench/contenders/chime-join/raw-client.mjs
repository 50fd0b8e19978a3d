import { randomUUID } from 'node:crypto'
import {
  ChimeSDKMeetingsClient,
  CreateAttendeeCommand,
  CreateMeetingCommand,
} from '@aws-sdk/client-chime-sdk-meetings'
import { repeatAtOnce } from '../../lib/repeat.mjs'

/** The AWS client with its defaults, as its documentation uses it. */
export function contender({ origin, region, credentials }) {
  const client = new ChimeSDKMeetingsClient({ region, endpoint: origin, credentials })
  const createAndJoin = async () => {
    const id = randomUUID()
    const { Meeting } = await client.send(
      new CreateMeetingCommand({ ClientRequestToken: id, ExternalMeetingId: id, MediaRegion: region }),
    )
    const { Attendee } = await client.send(
      new CreateAttendeeCommand({ MeetingId: Meeting.MeetingId, ExternalUserId: 'user-1' }),
    )
    return { Meeting, Attendee }
  }
  return {
    sample: createAndJoin,
    run: ({ durationMs, atOnce }) => repeatAtOnce(createAndJoin, durationMs, atOnce),
  }
}
