import { randomUUID } from 'node:crypto'
import { entry } from '../../lib/package-under-test.mjs'
import { facade, person } from './facade.mjs'
import { startSite } from './site.mjs'
import { startVisitor } from './visitor.mjs'

/** The join page, as it comes with the package: a link to a meeting that is made when it is opened. */
export async function contender({ signalling, ...aws }) {
  const site = await startSite()
  const meetings = await facade(aws, `${site.origin}/meet`)
  const { createJoinPage } = await import(entry('join-page'))
  site.serve(createJoinPage(meetings, { connectSources: [signalling] }))
  const { visit, close } = await startVisitor(site, {
    ready: '.lobby video:not([hidden])',
    button: '.lobby .main-action',
    // Once the client has reported that audio and video have started, there is nothing left to say about the connection.
    inside: '.meeting:not(:has([data-connection]))',
  })
  const run = async ({ encoding }) => {
    const request = { participant: person(1), role: 'attendee', create: { name: 'Biology' } }
    const { url } = await meetings.join(randomUUID(), request)
    return visit(url, encoding)
  }
  return { sample: () => run({ encoding: 'gzip' }), run, close }
}
