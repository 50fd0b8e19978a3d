import bbb from 'bigbluebutton-js'

const [origin, secret, id] = process.argv.slice(2)
const { monitoring } = bbb.api(`${origin}/bigbluebutton`, secret)
await bbb.http(monitoring.getMeetingInfo(id))
process.exit()
