import { entry } from '../../lib/package-under-test.mjs'
import { timed } from '../../lib/timed.mjs'
import { deliveries, secret } from './deliveries.mjs'

/** `createEventHandler` with one listener, from the web request to its answer. */
export async function contender({ presence }) {
  const [{ createMeetings }, { createEventHandler }] = await Promise.all([
    import(entry('index')),
    import(entry('events')),
  ])
  const meetings = createMeetings({
    providers: { bbb: { type: 'bbb', url: 'https://bbb.example.com', secret } },
    events: { url: 'https://app.example.com/meeting-events', secret: 'a secret of the bench' },
  })
  const events = createEventHandler(meetings, { presence })
  let last
  events.onEvent((event) => {
    last = event
  })
  const url = events.url('hook', { provider: 'bbb' })
  const receive = async ({ body, checksum }) => {
    const request = new Request(`${url}?checksum=${checksum}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    const { status } = await events(request)
    if (status !== 200) throw new Error(`answered ${status}`)
  }
  return {
    sample: async () => {
      await receive(deliveries(url, 1)[0])
      return last.vendorType
    },
    run: ({ count }) => timed(deliveries(url, count), receive),
  }
}
