import { randomUUID } from 'node:crypto'
import { timed } from '../../lib/timed.mjs'
import { facade, person } from './facade.mjs'

const url = 'https://app.example.com/meet'

/**
 * Classes of people come into meetings that are there already. `invite` makes what one of them needs beforehand; `enter`, which alone is
 * timed, lets that one in and answers the credentials.
 */
export async function classContender({ people, ...aws }, { invite, enter }) {
  const meetings = await facade(aws, url)
  const work = await enter(meetings, url)
  let made = 0
  const invited = async (count) => {
    const rooms = Array.from({ length: Math.ceil(count / people) }, () => randomUUID())
    await Promise.all(rooms.map((id) => meetings.createMeeting({ id })))
    return Promise.all(
      Array.from({ length: count }, (_, at) =>
        invite(meetings, rooms[at % rooms.length], { participant: person(made++), role: 'attendee' }),
      ),
    )
  }
  return {
    sample: async () => work((await invited(1))[0]),
    run: async ({ count }) => timed(await invited(count), work),
  }
}
