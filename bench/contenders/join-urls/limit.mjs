import { hash } from 'node:crypto'
import { repeat } from '../../lib/repeat.mjs'
import { meeting, person } from './people.mjs'

// What can be had: the query as one template, an encoder that does nothing but UTF-8 and a table, one hash.
const plain = /^[\w*.-]*$/
const bytes = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (byte < 0x80 && plain.test(character)) return character
  return byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

function encode(text) {
  if (plain.test(text)) return text
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x80) out += bytes[code]
    else if (code < 0x800) out += bytes[0xc0 | (code >> 6)] + bytes[0x80 | (code & 0x3f)]
    else if (code < 0xd800 || code > 0xdfff)
      out += bytes[0xe0 | (code >> 12)] + bytes[0x80 | ((code >> 6) & 0x3f)] + bytes[0x80 | (code & 0x3f)]
    else {
      const point = text.codePointAt(at)
      if (point < 0x10000) out += '%EF%BF%BD'
      else {
        at += 1
        out +=
          bytes[0xf0 | (point >> 18)] +
          bytes[0x80 | ((point >> 12) & 0x3f)] +
          bytes[0x80 | ((point >> 6) & 0x3f)] +
          bytes[0x80 | (point & 0x3f)]
      }
    }
  }
  return out
}

export function contender({ origin }) {
  const base = `${origin}/bigbluebutton/api/join?`
  const { id: meetingId, password, createTime, secret } = meeting
  const join = (at) => {
    const { name, id, avatarUrl } = person(at)
    const query = `fullName=${encode(name)}&meetingID=${encode(meetingId)}&role=VIEWER&password=${password}&createTime=${createTime}&userID=${encode(id)}&avatarURL=${encode(avatarUrl)}&guest=true`
    return `${base}${query}&checksum=${hash('sha256', `join${query}${secret}`, 'hex')}`
  }
  return { sample: () => join(1), run: ({ durationMs }) => repeat(join, durationMs) }
}
