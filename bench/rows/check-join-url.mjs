import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { meeting, person } from '../contenders/join-urls/people.mjs'

/** Everybody makes the same link: eight parameters and a checksum over the bytes as they are sent. */
export function checkJoinUrl(link, contender) {
  const query = link.slice(link.indexOf('?') + 1, link.indexOf('&checksum='))
  const params = new URLSearchParams(query)
  const { name, id, avatarUrl } = person(1)
  const expected = {
    fullName: name,
    meetingID: meeting.id,
    createTime: meeting.createTime,
    userID: id,
    avatarURL: avatarUrl,
    guest: 'true',
  }
  for (const [key, value] of Object.entries(expected)) assert.equal(params.get(key), value, contender)
  assert.equal([...params].length, 8, contender)
  assert.ok(params.has('role') && params.has('password'), contender)
  const algorithm = contender === 'bigbluebutton-js' ? 'sha1' : 'sha256'
  const sum = createHash(algorithm).update(`join${query}${meeting.secret}`).digest('hex')
  assert.ok(link.endsWith(`&checksum=${sum}`), `${contender}: ${link}`)
}
