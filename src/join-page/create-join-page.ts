import { notConfigured } from '../config/not-configured.js'
import type { Meetings } from '../meetings.js'
import { partsOf } from '../meetings-parts.js'
import type { JoinPage, JoinPageOptions, JoinPageProblem } from './join-page.js'
import { resolvePageOptions } from './options.js'
import { PageApiServer } from './page-api-server.js'
import { PageHandler } from './page-handler.js'
import { Passes } from './passes.js'
import { StaticFiles } from './static-files.js'
import { WaitingPeople } from './waiting-people.js'

/**
 * Makes the page behind the links that `join` answers: serve it under `joinPage.url` of the configuration. Opening a link asks the
 * vendor, and not before. Any number of processes may serve it, on one directory and store.
 *
 * Fails with `invalid-request`, and with `not-configured` where the configuration has no `joinPage`.
 */
export function createJoinPage(meetings: Meetings, options: JoinPageOptions = {}): JoinPage {
  const core = partsOf(meetings)
  const { joinPage: links, clock } = core
  if (links === undefined) throw notConfigured([{ path: 'joinPage', rule: 'is required for a join page' }])
  const resolved = resolvePageOptions(options)
  const tell = (problem: JoinPageProblem): void => {
    // What the listener throws, or rejects with, disturbs nobody.
    const telling = async (): Promise<void> => resolved.onProblem?.(problem)
    telling().catch(() => undefined)
  }
  const api = new PageApiServer(
    {
      meetings,
      core,
      links,
      passes: new Passes(links, clock),
      rooms: links.rooms,
      waiting: new WaitingPeople(links.store, clock),
      tell,
    },
    resolved,
  )
  const files = new StaticFiles(resolved, (error) => tell({ kind: 'assets', error }))
  const handler = new PageHandler(links.config.url, files, api)
  const answer = (request: Request): Promise<Response> => handler.answer(request)
  return Object.assign((request: Request) => answer(request), { fetch: answer })
}
