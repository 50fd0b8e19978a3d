import { measure } from './measure.mjs'

await measure(async ({ url, secret, dist }) => {
  const { createBbbClient } = await import(new URL('bbb.js', dist))
  const client = createBbbClient({ url, secret })
  return async () => {
    let count = 0
    for await (const meeting of client.eachMeeting()) count += meeting.attendees.length / 2
    return count
  }
})
