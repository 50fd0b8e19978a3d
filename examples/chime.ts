// One meeting on the Amazon Chime SDK: create, join by session credentials, read, end.
import { createMeetings } from 'anymeet'
import { isChimeSession } from 'anymeet/chime' // types providerOptions.chime, too
import { chimeVendor } from './support/vendor.js'

const vendor = await chimeVendor()
console.log(vendor.about)
const meetings = createMeetings({ providers: { chime: vendor.config } })

const made = await meetings.createMeeting({
  id: 'standup',
  name: 'Daily stand-up',
  maxParticipants: 40,
  locks: { screenShare: true },
  welcomeMessage: 'Good morning', // Chime has nothing to show it with: a warning says so
  providerOptions: { chime: { tags: { team: 'core' } } },
})
console.log('create:', made.disposition)
for (const warning of made.warnings) console.log('  warning:', warning.code, warning.field)

for (const [id, role] of [
  ['u-1', 'moderator'],
  ['u-2', 'attendee'],
] as const) {
  const joined = await meetings.join('standup', { participant: { id, name: id }, role })
  if (!isChimeSession(joined)) throw new Error('Chime joins by session')
  // This is what MeetingSessionConfiguration of amazon-chime-sdk-js takes: answer it with Cache-Control: no-store.
  const { Meeting, Attendee } = joined.session
  console.log(
    `join: ${role} for ${joined.sdk}, media in ${Meeting.MediaRegion}, may send content: ${Attendee.Capabilities?.Content}`,
  )
}

const info = await meetings.info('standup')
console.log('info:', info.status, '·', info.name, '· presence:', info.presence)
console.log('end:', (await meetings.end('standup')).outcome)
console.log('end again:', (await meetings.end('standup')).outcome)

await meetings.close()
await vendor.close()
