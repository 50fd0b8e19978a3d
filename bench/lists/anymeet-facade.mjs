import { measure } from './measure.mjs'

await measure(async ({ url, secret, dist }) => {
  const { createMeetings } = await import(new URL('index.js', dist))
  const meetings = createMeetings({ providers: { bbb: { type: 'bbb', url, secret } } })
  return async () => {
    let count = 0
    for await (const { participantCount } of meetings.listMeetings()) count += participantCount / 2
    return count
  }
})
