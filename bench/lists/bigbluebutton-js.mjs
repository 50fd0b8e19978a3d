import bbb from 'bigbluebutton-js'
import { measure } from './measure.mjs'

await measure(async ({ url, secret }) => {
  const { monitoring } = bbb.api(url, secret)
  return async () => {
    const { meetings } = await bbb.http(monitoring.getMeetings())
    return (meetings.meeting ?? meetings).length
  }
})
