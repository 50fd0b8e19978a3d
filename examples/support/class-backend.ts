import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import {
  configFromEnvironment,
  createMeetings,
  type Environment,
  MeetingError,
  toParticipantId,
} from 'anymeet'
import { createJoinPage } from 'anymeet/join-page'
import { Hono } from 'hono'
import { html } from 'hono/html'

export interface ClassBackend {
  /** Where it is reached, without a slash at its end. */
  readonly url: string
  close(): Promise<void>
}

/**
 * A school's backend: `/classes/<id>` asks for a name, and sends whoever gave one into the lesson by a link. The vendor is what the
 * environment says; nothing in here knows it.
 */
export async function startClassBackend(environment: Environment): Promise<ClassBackend> {
  const app = new Hono()
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(environment['PORT'] ?? 0) })
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const meetings = createMeetings({
    ...configFromEnvironment(environment),
    joinPage: {
      url: `${url}/meet`,
      secret: environment['MEETING_JOIN_PAGE_SECRET'] ?? 'only for an example',
    },
  })
  const joinPage = createJoinPage(meetings, {
    title: 'Riverside School',
    // Only a simulator is anywhere else than the page expects Chime to be.
    connectSources: environment['JOIN_PAGE_CONNECT']?.split(' ') ?? [],
    onProblem: ({ kind, error }) => console.error('join page:', kind, error.message),
  })

  app.all('/meet/*', (context) => joinPage(context.req.raw))
  app.get('/classes/:id', (context) => {
    const id = context.req.param('id')
    return context.html(html`<!doctype html>
      <title>${id}</title>
      <h1>${id}</h1>
      <form method="post" action="/classes/${encodeURIComponent(id)}/join">
        <label>Your name <input name="name" required maxlength="60" autofocus></label>
        <label><input type="checkbox" name="teacher"> I teach</label>
        <button>Join the lesson</button>
      </form>`)
  })
  app.post('/classes/:id/join', async (context) => {
    const id = context.req.param('id')
    const { name, teacher } = await context.req.parseBody()
    if (typeof name !== 'string' || name.trim() === '') return context.text('Say your name.', 400)
    const joined = await meetings.join(id, {
      // Yours come from the session of whoever is logged in.
      participant: { id: toParticipantId(name), name },
      role: teacher === undefined ? 'attendee' : 'moderator',
      create: { name: id },
    })
    if (joined.kind !== 'url') throw new Error('every vendor has links once the join page is configured')
    // A link lets one person in: nobody else may find it in a cache.
    context.header('cache-control', 'no-store')
    return context.redirect(joined.url, 303)
  })
  app.onError((error, context) => {
    if (!MeetingError.is(error)) throw error
    return context.text(`The lesson cannot be joined now (${error.code}).`, error.retryable ? 503 : 400)
  })

  const close = async (): Promise<void> => {
    await meetings.close()
    const closed = once(server, 'close')
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed
  }
  return { url, close }
}
