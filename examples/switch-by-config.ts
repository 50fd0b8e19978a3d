// The same program on two vendors, side by side; then the default moves while a meeting is running.
import { createMeetings, type JoinResult, type Meetings, type MeetingWarning, MemoryDirectory } from 'anymeet'
import { bbbVendor, chimeVendor, type ExampleVendor } from './support/vendor.js'

const vendors = { bbb: await bbbVendor(), chime: await chimeVendor() }
for (const { about } of Object.values(vendors)) console.log(about)

/** What a backend does with a meeting. Nothing in here knows the vendor. */
async function lesson(meetings: Meetings, vendor: ExampleVendor): Promise<[step: string, came: string][]> {
  const request = { id: 'algebra-7b', name: 'Algebra 7b', muteOnStart: true, locks: { camera: true } }
  const made = await meetings.createMeeting(request)
  const again = await meetings.createMeeting(request)
  const teacher = await meetings.join('algebra-7b', {
    participant: { id: 'u-1', name: 'Ada' },
    role: 'moderator',
  })
  const pupil = await meetings.join(made.ref, { participant: { id: 'u-2', name: 'Zoë' } })
  for (const joined of [teacher, pupil]) await vendor.enter(joined)
  const info = await meetings.info(made.ref)
  const ended = await meetings.end(made.ref, { wait: true })
  const endedAgain = await meetings.end(made.ref)
  return [
    ['vendor', made.ref.provider],
    ['create', made.disposition],
    ['create again', again.disposition],
    ['warnings', texts(made.warnings)],
    ['join as moderator', frontEnd(teacher)],
    ['join as attendee', frontEnd(pupil)],
    ['join warnings', texts([...teacher.warnings, ...pupil.warnings])],
    ['info', `${info.status}, ${info.participantCount ?? 'unknown'} inside, presence ${info.presence}`],
    ['end', ended.outcome],
    ['end again', endedAgain.outcome],
  ]
}

/** The one place where a front end tells the vendors apart, as long as there is no join page (examples/join-page.ts). */
function frontEnd(joined: JoinResult): string {
  return joined.kind === 'url' ? 'url: send the browser there' : `sdk: hand the session to ${joined.sdk}`
}

function texts(warnings: readonly MeetingWarning[]): string {
  return warnings.map(({ code, field }) => `${code} ${field}`).join(', ') || 'none'
}

const columns = []
for (const [name, vendor] of Object.entries(vendors)) {
  const meetings = createMeetings({ provider: name, providers: { [name]: vendor.config } })
  columns.push(await lesson(meetings, vendor))
  await meetings.close()
}
console.log('\nThe same program, one line of configuration apart:\n')
const [left = [], right = []] = columns
for (const [row, [step, came]] of left.entries())
  console.log(`${step.padEnd(18)}${came.padEnd(40)}${right[row]?.[1] ?? ''}`)

console.log('\nThe default moves from bbb to chime while a meeting is running:\n')
// The directory outlives the configuration; among several processes it is a shared one.
const directory = new MemoryDirectory()
const providers = { bbb: vendors.bbb.config, chime: vendors.chime.config }
const before = createMeetings({ provider: 'bbb', providers, directory })
const running = await before.createMeeting({ id: 'board-meeting', name: 'Board meeting' })
console.log(`before   create board-meeting  ${running.disposition} on ${running.ref.provider}`)
await before.close()

const after = createMeetings({ provider: 'chime', providers, directory })
const found = await after.createMeeting({ id: 'board-meeting', name: 'Board meeting' })
console.log(`after    create board-meeting  ${found.disposition} on ${found.ref.provider}`)
const late = await after.join('board-meeting', { participant: { name: 'Latecomer' } })
console.log(`after    join board-meeting    ${late.kind} on ${late.ref.provider}`)
const fresh = await after.createMeeting({ id: 'town-hall', name: 'Town hall' })
console.log(`after    create town-hall      ${fresh.disposition} on ${fresh.ref.provider}`)
for (const id of ['board-meeting', 'town-hall']) {
  const { outcome, ref } = await after.end(id, { wait: true })
  console.log(`after    end ${id.padEnd(17)} ${outcome} on ${ref.provider}`)
}
const anew = await after.createMeeting({ id: 'board-meeting', name: 'Board meeting' })
console.log(
  `after    create board-meeting  ${anew.disposition} on ${anew.ref.provider}, incarnation ${anew.ref.incarnation}`,
)
await after.end('board-meeting')
await after.close()

for (const vendor of Object.values(vendors)) await vendor.close()
