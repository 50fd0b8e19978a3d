import { hash, timingSafeEqual } from 'node:crypto'
import { timed } from '../../lib/timed.mjs'
import { deliveries, secret } from './deliveries.mjs'

/** The least that a verified event takes: one hash, one comparison, the form, JSON.parse. */
export function contender() {
  const url = 'https://app.example.com/meeting-events/hook/token'
  const read = ({ body, checksum }) => {
    const right = hash('sha1', url + body + secret, 'buffer')
    if (!timingSafeEqual(right, Buffer.from(checksum, 'hex'))) throw new Error('not genuine')
    return JSON.parse(new URLSearchParams(body).get('event'))[0].data.id
  }
  return {
    sample: () => read(deliveries(url, 1)[0]),
    run: ({ count }) => timed(deliveries(url, count), async (delivery) => read(delivery)),
  }
}
