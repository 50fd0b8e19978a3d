// One meeting on BigBlueButton: create, join by link, read, end.
import { createMeetings } from 'anymeet'
import 'anymeet/bbb' // types providerOptions.bbb
import { bbbVendor } from './support/vendor.js'

const vendor = await bbbVendor()
console.log(vendor.about)
const meetings = createMeetings({ providers: { bbb: vendor.config } })

const made = await meetings.createMeeting({
  id: 'algebra-7b',
  name: 'Algebra 7b',
  record: 'on-demand',
  muteOnStart: true,
  locks: { privateChat: true },
  metadata: { course: 'math-7b' },
  providerOptions: { bbb: { meetingLayout: 'SMART_LAYOUT', bannerText: 'Week 12', bannerColor: '#004488' } },
})
console.log('create:', made.disposition, '· warnings:', made.warnings.length)

const teacher = await meetings.join(made.ref, {
  participant: { id: 'u-1', name: 'Ada Lovelace' },
  role: 'moderator',
})
const pupil = await meetings.join('algebra-7b', { participant: { id: 'u-2', name: 'Zoë O’Brien' } })
for (const joined of [teacher, pupil]) {
  if (joined.kind !== 'url') throw new Error('BigBlueButton joins by link')
  // The link lets one person in: send the browser there, and do not log it.
  console.log(`join: ${joined.role} by a link to ${new URL(joined.url).host.replace(/:\d+$/, '')}`)
  await vendor.enter(joined)
}

const info = await meetings.info('algebra-7b')
console.log(
  'info:',
  info.status,
  '·',
  info.name,
  '· inside:',
  info.participantCount,
  '· recording:',
  info.recording,
)
for (const person of info.participants ?? []) console.log('  ', person.id, person.name, person.role)

console.log('end:', (await meetings.end(made.ref, { wait: true })).outcome)
console.log('end again:', (await meetings.end(made.ref)).outcome)

await meetings.close()
await vendor.close()
