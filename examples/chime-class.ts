// A class on the Amazon Chime SDK, run by the backend: locks, mutes, roles, seats, recording, transcription.
import { createMeetings } from 'anymeet'
import { isChimeSession } from 'anymeet/chime'
import { classroomVendor } from './support/classroom.js'

const vendor = await classroomVendor()
console.log(vendor.about)
const meetings = createMeetings({ providers: { chime: vendor.config }, clock: vendor.clock })
const id = 'algebra-7b'

const { ref, warnings } = await meetings.createMeeting({
  id,
  name: 'Algebra 7b',
  record: 'on-demand',
  durationMinutes: 45,
  locks: { screenShare: true },
})
console.log('create:', warnings.length, 'warnings')

async function enter(person: string, role: 'moderator' | 'attendee', device?: string): Promise<string> {
  const joined = await meetings.join(id, {
    participant: { id: person, name: person },
    role,
    ...(device !== undefined && { device }),
  })
  if (!isChimeSession(joined)) throw new Error('Chime joins by session')
  vendor.connect(joined.session)
  return joined.session.Attendee.AttendeeId
}

await enter('ms-lovelace', 'moderator')
for (const student of ['ada', 'bob', 'cem', 'dana']) await enter(student, 'attendee')
const desk = await enter('ada', 'attendee', 'desk')
console.log('a reload takes the same seat:', (await enter('ada', 'attendee', 'desk')) === desk)
const { seats } = await meetings.info(ref, { seats: true })
console.log(`seats: ${seats?.taken} of ${seats?.limit}`)

const muted = await meetings.muteParticipants(id, { except: ['ms-lovelace'] })
console.log('muted:', muted.changed, 'connections')
await meetings.muteParticipants(id, { only: ['cem'], muted: false })
await meetings.lock(id, { camera: true })
await meetings.changeRole(id, 'dana', 'moderator')
console.log('what each may send:', vendor.mayShow())
console.log('remove bob:', (await meetings.removeParticipant(id, 'bob')).outcome)

const recording = await meetings.recordings.start(id)
await meetings.transcription.start(id, { language: 'en-US' })
console.log('recording:', recording.outcome)
await vendor.later(5)
console.log('recording:', (await meetings.info(ref)).recording)
await meetings.recordings.stop(id)
console.log('recording:', (await meetings.recordings.get(recording.ref)).state)
await vendor.later(30)
for (const { format } of (await meetings.recordings.get(recording.ref)).playback)
  console.log('to watch:', format)

await meetings.leave(id, { participantId: 'cem' })
await vendor.later(60)
console.log('sweep:', (await meetings.sweep()).seatsFreed, 'seat free')
await vendor.later(45 * 60)
console.log('after 45 minutes:', (await meetings.info(ref)).status)
console.log('sweep:', (await meetings.sweep()).ended.length, 'meeting ended')

await meetings.close()
await vendor.close()
