import { repeat } from '../../lib/repeat.mjs'
import { meeting, person } from './people.mjs'

/** How the adapter makes and signs a link, by itself, compiled from its sources as the package is. */
export async function contender({ origin, adapter }) {
  const { createApi, createPasswords, join } = await import(adapter)
  const config = {
    type: 'bbb',
    url: `${origin}/bigbluebutton/api`,
    secret: meeting.secret,
    server: 'bbb-3.0',
    checksum: 'sha256',
  }
  const context = {
    api: createApi(config, {}),
    server: config.server,
    password: createPasswords(meeting.secret),
  }
  const target = {
    id: meeting.id,
    key: meeting.id,
    incarnation: 1,
    vendor: { createTime: meeting.createTime },
  }
  const options = { strict: false }
  const link = (at) => {
    const { name, id, avatarUrl } = person(at)
    const participant = { id, name, avatarUrl, guest: true }
    return join(context, target, { participant, role: 'attendee', verify: false }, options).url
  }
  return { sample: () => link(1), run: ({ durationMs }) => repeat(link, durationMs) }
}
