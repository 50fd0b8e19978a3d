import { randomUUID } from 'node:crypto'
import { CreateMeetingCommand } from '@aws-sdk/client-chime-sdk-meetings'

/** So many meetings by the AWS client, and their ids. */
export function createMeetings(client, region, count) {
  const create = async () => {
    const id = randomUUID()
    const { Meeting } = await client.send(
      new CreateMeetingCommand({ ClientRequestToken: id, ExternalMeetingId: id, MediaRegion: region }),
    )
    return Meeting.MeetingId
  }
  return Promise.all(Array.from({ length: count }, create))
}
