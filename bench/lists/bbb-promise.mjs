import server from 'bbb-promise'
import { measure } from './measure.mjs'

await measure(async ({ url, secret }) => {
  const { monitoring } = server.server(`${url}/`, secret)
  return async () => {
    const { response } = await monitoring.getMeetings()
    return response.meetings[0].meeting.length
  }
})
