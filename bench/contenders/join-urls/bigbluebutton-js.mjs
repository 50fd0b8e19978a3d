import bbb from 'bigbluebutton-js'
import { repeat } from '../../lib/repeat.mjs'
import { meeting, person } from './people.mjs'

export function contender({ origin }) {
  const { administration } = bbb.api(`${origin}/bigbluebutton`, meeting.secret)
  const join = (at) => {
    const { name, id, avatarUrl } = person(at)
    return administration.join(name, meeting.id, meeting.password, {
      role: 'VIEWER',
      createTime: meeting.createTime,
      userID: id,
      avatarURL: avatarUrl,
      guest: true,
    })
  }
  return { sample: () => join(1), run: ({ durationMs }) => repeat(join, durationMs) }
}
