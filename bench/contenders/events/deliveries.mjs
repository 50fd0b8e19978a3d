import { hash } from 'node:crypto'

export const secret = '8cd8ef52e8e101574e400365b55e11a6'

const MEETINGS = 50
const startedAt = Date.now()
let made = 0

/** What a 3.0 server posts when somebody comes in: another person each time, signed over the body. */
export function deliveries(url, count) {
  return Array.from({ length: count }, () => {
    made += 1
    const body = new URLSearchParams({
      domain: 'bbb.example.com',
      event: JSON.stringify([userJoined(made)]),
      timestamp: String(startedAt),
    }).toString()
    return { url, body, checksum: hash('sha1', url + body + secret, 'hex') }
  })
}

function userJoined(number) {
  const id = `class-${number % MEETINGS}`
  return {
    data: {
      type: 'event',
      id: 'user-joined',
      attributes: {
        meeting: {
          'internal-meeting-id': `${hash('sha1', id, 'hex')}-1763640000123`,
          'external-meeting-id': id,
        },
        user: {
          'internal-user-id': `w_${number.toString(36).padStart(12, '0')}`,
          'external-user-id': `user-${number}`,
          name: `Zoë Müller-Østergård ${number}`,
          role: 'VIEWER',
          presenter: false,
          guest: false,
          userdata: {},
        },
      },
      event: { ts: startedAt },
    },
  }
}
