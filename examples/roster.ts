// Who is in class: a page that follows a meeting live. One backend, one page; BigBlueButton calls a webhook, Chime fills a queue.
// `npx tsx examples/roster.ts --serve` keeps the page open for a browser, with people who come and go.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createMeetings } from 'anymeet'
import { createEventHandler } from 'anymeet/events'
import { rosterApp } from './support/roster-app.js'
import { RosterReader } from './support/roster-reader.js'
import { bbbRosterVendor, chimeRosterVendor, type RosterVendor } from './support/roster-vendors.js'
import { comeAndGo } from './support/roster-visitors.js'

const stays = process.argv.includes('--serve')

async function run(vendor: RosterVendor): Promise<void> {
  let answer = async (_request: Request): Promise<Response> => new Response(null, { status: 503 })
  const server = serve({ fetch: (request: Request) => answer(request), hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  // This is the backend. Nothing below knows the vendor.
  const meetings = createMeetings({
    providers: { 'class-video': vendor.config },
    events: { url: `${origin}/meeting-events`, secret: 'sixteen characters or more' },
  })
  const events = createEventHandler(meetings, {
    onProblem: ({ kind, error }) => console.error(kind, error.message),
  })
  const app = rosterApp(meetings, events)
  answer = async (request) => app.fetch(request)
  await events.register()
  await vendor.listen(events)

  const { ref } = await meetings.createMeeting({ id: 'algebra-7b', name: 'Algebra 7b' })
  const enter = async (name: string, role: 'moderator' | 'attendee') =>
    vendor.enter(await meetings.join(ref, { participant: { id: name.toLowerCase(), name }, role }))

  const page = `${origin}/classes/algebra-7b`
  if (stays) {
    console.log(`${vendor.name}: ${page} (Ctrl-C ends it)`)
    await comeAndGo(enter)
  }
  const roster = await RosterReader.open(page)
  const show = async (text: string): Promise<void> =>
    console.log(`${vendor.name.padEnd(6)}${await roster.until((line) => line === text)}`)

  await show('open: nobody')
  const ada = await enter('Ada', 'moderator')
  await show('open: Ada (moderator)')
  const bob = await enter('Bob', 'attendee')
  await show('open: Ada (moderator), Bob (attendee)')
  ada.startCamera()
  await show('open: Ada (moderator, camera), Bob (attendee)')
  bob.leave()
  await show('open: Ada (moderator, camera)')
  await meetings.end(ref)
  await show('ended: nobody')

  roster.close()
  await vendor.unlisten()
  await events.close()
  await meetings.close()
  server.close()
  await vendor.close()
}

const vendors = [bbbRosterVendor, chimeRosterVendor]
if (stays) await Promise.all(vendors.map(async (start) => run(await start())))
else for (const start of vendors) await run(await start())
