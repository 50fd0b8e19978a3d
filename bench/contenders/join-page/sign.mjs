import { repeatAtOnce } from '../../lib/repeat.mjs'
import { facade, person } from './facade.mjs'

/** `meetings.join` where links go by the page: by own id, and with `create` too, which is what makes no meeting needed before. */
export async function contender({ create, ...aws }) {
  // Nothing listens at the vendor's address: it is not asked.
  const meetings = await facade(aws, 'https://app.example.com/meet')
  const join = async (at) => {
    const request = { participant: person(at), role: 'attendee', ...(create !== undefined && { create }) }
    return (await meetings.join('class-42', request)).url
  }
  return {
    sample: () => join(1),
    run: ({ durationMs, atOnce }) => repeatAtOnce(join, durationMs, atOnce),
  }
}
