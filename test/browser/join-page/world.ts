import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { JoinPageConfig } from '../../../src/config/join-page-config.js'
import type { MeetingsConfig } from '../../../src/config/meetings-config.js'
import { createMeetings } from '../../../src/create-meetings.js'
import { MemoryDirectory } from '../../../src/directory/memory-directory.js'
import { nodeListener } from '../../../src/http/node-listener.js'
import { createJoinPage } from '../../../src/join-page/create-join-page.js'
import type { JoinPage, JoinPageOptions } from '../../../src/join-page/join-page.js'
import type { Meetings } from '../../../src/meetings.js'
import { memoryStore } from '../../../src/memory/memory-store.js'
import { type Clock, systemClock } from '../../../src/ports/clock.js'
import type { JoinMeetingRequest } from '../../../src/spec/join-meeting.js'
import { type BbbSimulator, startBbbSimulator } from '../../../src/testing/simulators/bbb/index.js'
import type { SimulatedChimeAttendee } from '../../../src/testing/simulators/chime/index.js'
import {
  type ChimeMediaSimulator,
  startChimeMediaSimulator,
} from '../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { type ChromiumOptions, launchChromium } from '../../support/browser/chromium.js'
import { PageMediaPeer } from '../../support/signalling/page-media-peer.js'
import { type LiveChime, startLiveChime } from '../../support/signalling/start-live-chime.js'
import { elsewhere } from './elsewhere.js'
import { keepConnections, PATIENCE_MS, Visitor } from './visitor.js'

export interface WorldOptions {
  readonly chromium?: ChromiumOptions
  /** The backend's time. Default: the machine's. */
  readonly clock?: Clock
  /** What the configuration says of links. */
  readonly links?: Pick<JoinPageConfig, 'linkMinutes' | 'singleUse'>
  readonly page?: JoinPageOptions
}

/** Who is to come, and with what: a participant's id is the name in small letters. */
export type Comer = Partial<Omit<JoinMeetingRequest, 'participant' | 'create'>> & {
  readonly participant?: Partial<JoinMeetingRequest['participant']>
  /** False: the link makes no meeting. */
  readonly create?: JoinMeetingRequest['create'] | false
}

/**
 * The client library now and then sets the bit rate of a camera twice at once, of which the browser refuses one, and nobody listens
 * to that: amazon-chime-sdk-js 3.32, DefaultTransceiverController. The other one holds.
 */
const twiceAtOnce = /^Failed to execute 'setParameters' on 'RTCRtpSender'/

/**
 * A backend with the join page as the package ships it, on a port of its own, both vendors simulated, and a browser for whoever
 * comes. Chime's media are real; new meetings are made there until `deploy` says otherwise.
 */
export class World {
  readonly browser: Browser
  readonly chime: LiveChime
  readonly chimeMedia: ChimeMediaSimulator
  readonly bbb: BbbSimulator
  /** What the backend has answered: method, path with query, and the referrer if one was sent. */
  readonly requests: string[] = []
  /** What went wrong: errors that nobody caught in pages, what their Content-Security-Policy forbade, what the backend reported. */
  readonly problems: string[] = []
  /** The service's patience with those whose network is gone ends when a test says so. */
  readonly #grace: TestClock
  readonly #options: WorldOptions
  readonly #server: Server
  readonly #lasting: Pick<MeetingsConfig, 'directory' | 'store' | 'clock'>
  readonly #contexts = new Set<BrowserContext>()
  #meetings: Meetings | undefined
  #page: JoinPage | undefined

  private constructor(
    parts: Pick<World, 'browser' | 'chime' | 'chimeMedia' | 'bbb'>,
    grace: TestClock,
    options: WorldOptions,
  ) {
    this.browser = parts.browser
    this.chime = parts.chime
    this.chimeMedia = parts.chimeMedia
    this.bbb = parts.bbb
    this.#grace = grace
    this.#options = options
    const { clock = systemClock } = options
    this.#lasting = { clock, directory: new MemoryDirectory({ clock }), store: memoryStore(clock) }
    this.#server = createServer(nodeListener((request) => this.#answer(request)))
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const browser = await launchChromium(options.chromium)
    const media = await PageMediaPeer.start(await browser.newPage())
    const grace = new TestClock()
    const clock: Clock = { now: systemClock.now, after: (ms, run) => grace.after(ms, run) }
    const chime = await startLiveChime({ media, clock, simulator: { rates: 'unlimited' } })
    const chimeMedia = await startChimeMediaSimulator({ meetings: chime.simulator, rates: 'unlimited' })
    const bbb = await startBbbSimulator()
    const world = new World({ browser, chime, chimeMedia, bbb }, grace, options)
    world.#server.listen(0, '127.0.0.1')
    await once(world.#server, 'listening')
    await world.deploy('chime')
    return world
  }

  /** `http://127.0.0.1:port`: the page is under `/meet`; `/….svg` is a logo, everything else an empty page. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get meetings(): Meetings {
    if (this.#meetings === undefined) throw new Error('nothing is deployed')
    return this.#meetings
  }

  /** Starts the backend anew, with another default for new meetings perhaps; directory, store and secret stay. */
  async deploy(provider: 'chime' | 'bbb', links: WorldOptions['links'] = this.#options.links): Promise<void> {
    const { simulator, signalling } = this.chime
    const { endpoint, region, accessKeyId, secretAccessKey } = simulator
    const { page } = this.#options
    const { pipelinesEndpoint: mediaPipelines, s3Endpoint: s3 } = this.chimeMedia
    await this.#meetings?.close()
    this.#meetings = createMeetings({
      ...this.#lasting,
      provider,
      providers: {
        bbb: { type: 'bbb', url: this.bbb.url, secret: this.bbb.secret },
        chime: {
          type: 'chime',
          region,
          endpoint,
          rateLimit: 'unlimited',
          credentials: { accessKeyId, secretAccessKey },
          recording: { bucket: 'our-recordings', endpoints: { mediaPipelines, s3 } },
        },
      },
      joinPage: { url: `${this.origin}/meet`, secret: 'only known to this test', ...links },
    })
    this.#page = createJoinPage(this.#meetings, {
      title: 'Riverside School',
      connectSources: [signalling.origin],
      onProblem: ({ kind, error }) => this.problems.push(`the backend, ${kind}: ${error.message}`),
      ...page,
    })
  }

  /** A link to the page for somebody, by whose opening the meeting is made where it is not there. */
  async link(meeting: string, name: string, comer: Comer = {}): Promise<string> {
    const { participant, create = { name: 'Biology, class 7b' }, ...request } = comer
    const joined = await this.meetings.join(meeting, {
      joinVia: 'page',
      ...request,
      ...(create !== false && { create }),
      participant: { id: name.toLowerCase(), name, ...participant },
    })
    if (joined.kind !== 'url') throw new Error('the page is by link')
    return joined.url
  }

  /** Opens an address in a browser that nobody else uses. */
  async visit(url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      locale: 'en-GB',
      permissions: ['camera', 'microphone'],
      viewport: { width: 1_000, height: 700 },
      ...options,
    })
    this.#contexts.add(context)
    context.setDefaultTimeout(PATIENCE_MS)
    context.on('weberror', (problem) => {
      const { message, stack } = problem.error()
      if (!twiceAtOnce.test(message)) this.problems.push(`${message}\n${stack}`)
    })
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.problems.push(message.text())
    })
    await context.addInitScript(keepConnections)
    const page = await context.newPage()
    await page.goto(url)
    return new Visitor(page, context)
  }

  /** Somebody gets a link, opens it, and comes in. */
  async comes(
    meeting: string,
    name: string,
    comer?: Comer,
    options?: BrowserContextOptions,
  ): Promise<Visitor> {
    const visitor = await this.visit(await this.link(meeting, name, comer), options)
    return await visitor.join()
  }

  /** Whose seats there are in a meeting, as the vendor sees it; none where it is not there. */
  seats(meeting: string): readonly SimulatedChimeAttendee[] {
    const found = this.chime.simulator.meetings().find(({ externalMeetingId: id }) => id === meeting)
    return found?.attendees ?? []
  }

  /** Which people are connected, by participant ids. */
  inside(meeting: string): string[] {
    return this.seats(meeting)
      .filter(({ connected, bot }) => connected && !bot)
      .map(({ externalUserId }) => externalUserId)
  }

  /** How often a page has told the backend that it was left. */
  get departures(): number {
    return this.requests.filter((line) => line === 'POST /meet/api/leave').length
  }

  /** The service gives up waiting for those whose connection is lost. */
  async giveUpTheLost(): Promise<void> {
    await this.#grace.advance(10_000)
  }

  /** Everybody goes home. Fails with what went wrong; for after each test. */
  async empty(): Promise<void> {
    for (const context of this.#contexts) await context.close()
    this.#contexts.clear()
    const problems = this.problems.splice(0)
    if (problems.length > 0) throw new Error(`there were problems:\n${problems.join('\n')}`)
  }

  async close(): Promise<void> {
    await this.chime.close()
    await this.chimeMedia.close()
    await this.bbb.close()
    await this.browser.close()
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
    await this.#meetings?.close()
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    const referrer = request.headers.get('referer')
    const response = await this.#respond(request, pathname)
    const from = referrer === null ? '' : ` from ${referrer}`
    this.requests.push(`${request.method} ${pathname}${search}${from}`)
    return response
  }

  async #respond(request: Request, pathname: string): Promise<Response> {
    if (this.#page !== undefined && /^\/meet(?:\/|$)/.test(pathname)) return await this.#page(request)
    return elsewhere(pathname)
  }
}
