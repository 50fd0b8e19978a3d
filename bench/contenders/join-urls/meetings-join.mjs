import { entry } from '../../lib/package-under-test.mjs'
import { repeatAtOnce } from '../../lib/repeat.mjs'
import { meeting, person } from './people.mjs'

/** `meetings.join` by ref: what a backend calls. One after the other, each awaited. */
export async function contender({ origin }) {
  const { createMeetings } = await import(entry('index'))
  const meetings = createMeetings({
    providers: { bbb: { type: 'bbb', url: `${origin}/bigbluebutton/api`, secret: meeting.secret } },
  })
  const { ref } = await meetings.createMeeting({ id: meeting.id })
  const join = async (at) => {
    const { name, id, avatarUrl } = person(at)
    const request = { participant: { id, name, avatarUrl, guest: true }, role: 'attendee' }
    return (await meetings.join(ref, request)).url
  }
  return { sample: () => join(1), run: ({ durationMs }) => repeatAtOnce(join, durationMs, 1) }
}
