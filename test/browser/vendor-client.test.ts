import type { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings'
import type { Browser, JSHandle } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type BlankSite, startBlankSite } from '../support/browser/blank-site.js'
import { bundleForBrowser } from '../support/browser/bundle-for-browser.js'
import { launchChromium, runsWithChromium } from '../support/browser/chromium.js'
import { PageMediaPeer } from '../support/signalling/page-media-peer.js'
import type { SessionClient, SessionState } from '../support/signalling/session-client.js'
import { type LiveChime, startLiveChime } from '../support/signalling/start-live-chime.js'
import { clientOf, createAttendee, createMeeting } from '../testing/simulators/chime/support.js'

// Real media on a machine that may be busy: a limit is there to end what hangs.
const patient = { timeout: 120_000 }
const polling = { timeout: 60_000, interval: 100 }

/** A real browser with the vendor's client in it. */
interface Person {
  readonly attendeeId: string
  readonly client: JSHandle<SessionClient>
  state(): Promise<SessionState>
}

describe.runIf(runsWithChromium('the vendor web client on the signalling server'))(
  'two vendor clients',
  () => {
    let browser: Browser
    let site: BlankSite
    let chime: LiveChime

    beforeAll(async () => {
      browser = await launchChromium()
      site = await startBlankSite()
      const media = await PageMediaPeer.start(await browser.newPage())
      chime = await startLiveChime({ media })
    }, 120_000)

    afterAll(async () => {
      await chime?.close()
      await browser?.close()
      await site?.close()
    }, 60_000)

    async function person(
      api: ChimeSDKMeetings,
      Meeting: { MeetingId: string },
      name: string,
    ): Promise<Person> {
      const Attendee = await createAttendee(api, Meeting.MeetingId, name)
      const context = await browser.newContext()
      onTestFinished(() => context.close())
      const page = await context.newPage()
      await page.goto(site.url)
      await page.addScriptTag({ content: await bundleForBrowser('session-client.ts', 'session') })
      const client = await page.evaluateHandle<SessionClient>('new session.PlainSessionClient()')
      await client.evaluate((started, credentials) => started.start(credentials), { Meeting, Attendee })
      const state = (): Promise<SessionState> => client.evaluate((asked) => asked.state())
      return { attendeeId: Attendee.AttendeeId, client, state }
    }

    test(
      'see each other come, see the camera, survive a lost network, and learn of the end',
      patient,
      async () => {
        const api = clientOf(chime.simulator)
        const meeting = await createMeeting(api)
        const [ann, ben] = [await person(api, meeting, 'ann'), await person(api, meeting, 'ben')]
        await expect.poll(ann.state, polling).toMatchObject({ started: 1, people: ['ann', 'ben'] })
        await expect.poll(ben.state, polling).toMatchObject({ started: 1, people: ['ann', 'ben'] })

        await ann.client.evaluate((client) => client.setCamera(true))
        await ben.client.evaluate((client) => client.setCamera(true))
        await expect.poll(moving(ben), polling).toEqual(['ann'])
        await expect.poll(moving(ann), polling).toEqual(['ben'])
        expect(simulated(meeting.MeetingId)).toEqual([
          { externalUserId: 'ann', connected: true, video: true },
          { externalUserId: 'ben', connected: true, video: true },
        ])

        chime.signalling.cut(meeting.MeetingId, ann.attendeeId)
        await expect.poll(ann.state, polling).toMatchObject({ started: 2, people: ['ann', 'ben'] })
        await expect.poll(moving(ben), polling).toEqual(['ann'])
        expect(await ben.state()).toMatchObject({ people: ['ann', 'ben'], gone: [] })

        await api.deleteMeeting({ MeetingId: meeting.MeetingId })
        await expect.poll(ann.state, polling).toMatchObject({ stopped: 'MeetingEnded' })
        await expect.poll(ben.state, polling).toMatchObject({ stopped: 'MeetingEnded' })
      },
    )

    test('learn who left, and who was removed', patient, async () => {
      const api = clientOf(chime.simulator)
      const meeting = await createMeeting(api)
      const [ann, ben, cem] = [
        await person(api, meeting, 'ann'),
        await person(api, meeting, 'ben'),
        await person(api, meeting, 'cem'),
      ]
      await expect.poll(ann.state, polling).toMatchObject({ people: ['ann', 'ben', 'cem'] })
      await expect.poll(ben.state, polling).toMatchObject({ started: 1 })
      await expect.poll(cem.state, polling).toMatchObject({ started: 1 })
      await ben.client.evaluate((client) => client.leave())
      await expect.poll(ben.state, polling).toMatchObject({ stopped: 'Left' })
      await expect.poll(ann.state, polling).toMatchObject({ people: ['ann', 'cem'], gone: ['ben'] })
      await api.deleteAttendee({ MeetingId: meeting.MeetingId, AttendeeId: cem.attendeeId })
      await expect.poll(cem.state, polling).toMatchObject({ stopped: 'AudioAttendeeRemoved' })
      await expect.poll(ann.state, polling).toMatchObject({ people: ['ann'], gone: ['ben', 'cem'] })
    })

    function simulated(id: string): object[] {
      const meeting = chime.simulator.meetings().find(({ meetingId }) => meetingId === id)
      return (meeting?.attendees ?? []).map(({ externalUserId, connected, video }) => ({
        externalUserId,
        connected,
        video,
      }))
    }
  },
)

/** Whose picture moves in somebody's client from one look to the next, and is not of one colour. */
function moving(person: Person): () => Promise<string[]> {
  let before = new Map<string, number>()
  return async () => {
    const { videos } = await person.state()
    const seen = videos.filter(
      ({ of, frames, colours }) => colours > 5 && frames > (before.get(of) ?? frames),
    )
    before = new Map(videos.map(({ of, frames }) => [of, frames]))
    return seen.map(({ of }) => of)
  }
}
