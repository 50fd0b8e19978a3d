import type { MeetingInfo, Meetings } from 'anymeet'
import type { EventHandler } from 'anymeet/events'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { rosterPage } from './roster-page.js'

/** What a browser that does not read gets of the past. */
const MOST_NEWS = 100

/** Who is in a meeting, as the page gets it. */
interface Roster {
  readonly status: MeetingInfo['status']
  readonly provider: string
  readonly people: readonly {
    readonly name: string
    readonly role: string
    readonly camera: boolean
    readonly microphone: boolean
  }[]
}

/**
 * A page that follows a meeting: `/classes/<id>`, and its stream. Every event is a reason to ask `info()`, which answers on every
 * vendor; nothing here knows which one it is.
 */
export function rosterApp(meetings: Meetings, events: EventHandler): Hono {
  const app = new Hono()
  app.all('/meeting-events/*', (context) => events(context.req.raw))
  app.get('/classes/:id', (context) => context.html(rosterPage))
  app.get('/classes/:id/stream', (context) => {
    const id = context.req.param('id')
    return streamSSE(context, async (stream) => {
      // Listeners only note what happened: a browser that reads slowly must not hold events back.
      const news: { event: string; data: string }[] = []
      let wake = (): void => undefined
      const stop = events.onEvent((event) => {
        if (event.ref?.id !== id || event.type === 'other') return
        const who = 'participant' in event ? (event.participant?.name ?? event.participant?.id) : undefined
        news.push({ event: 'happened', data: JSON.stringify({ at: event.at, type: event.type, who }) })
        if (news.length > MOST_NEWS) news.shift()
        wake()
      })
      stream.onAbort(() => wake())
      try {
        while (!stream.aborted) {
          for (const one of news.splice(0)) await stream.writeSSE(one)
          await stream.writeSSE({ event: 'roster', data: JSON.stringify(await rosterOf(meetings, id)) })
          if (news.length > 0 || stream.aborted) continue
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      } finally {
        stop()
      }
    })
  })
  return app
}

async function rosterOf(meetings: Meetings, id: string): Promise<Roster> {
  const { ref, status, participants = [] } = await meetings.info(id)
  const people = participants.map(
    ({ id: own, name = own, role = 'attendee', camera = false, microphone = false }) => ({
      name,
      role,
      camera,
      microphone,
    }),
  )
  const byName = people.sort((one, other) => one.name.localeCompare(other.name))
  return { status, provider: ref.provider, people: status === 'open' ? byName : [] }
}
