import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { CallReport } from '../../src/call/on-call.js'
import type { ProviderConfig } from '../../src/catalog.js'
import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { nodeListener } from '../../src/http/node-listener.js'
import { createJoinPage } from '../../src/join-page/create-join-page.js'
import type { JoinPage, JoinPageOptions, JoinPageProblem } from '../../src/join-page/join-page.js'
import type {
  ActAnswer,
  AgainAnswer,
  EnterAnswer,
  JoinedAnswer,
  PageAction,
  StatusAnswer,
  WaitingAnswer,
} from '../../src/join-page/page-api.js'
import type { PageAssets } from '../../src/join-page/page-assets.js'
import type { Meetings } from '../../src/meetings.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Store } from '../../src/ports/store.js'
import type { CallOptions } from '../../src/spec/call-options.js'
import type { JoinMeetingRequest } from '../../src/spec/join-meeting.js'
import { type BbbSimulator, startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { type ChimeSimulator, startChimeSimulator } from '../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../src/testing/test-clock.js'

export const SECRET = 'a-secret-of-sixteen-or-more'
export const id = 'class-42'

const encoder = new TextEncoder()

/** A page of two small files. */
export const assets: PageAssets = {
  manifest: async () => ({
    script: 'page-0a1b2c3d.js',
    style: 'page-4e5f6a7b.css',
    files: { 'page-0a1b2c3d.js': 'text/javascript; charset=utf-8', 'page-4e5f6a7b.css': 'text/css' },
  }),
  get: async (name) =>
    name === 'page-0a1b2c3d.js'
      ? { bytes: encoder.encode('plain'), type: 'text/javascript; charset=utf-8', gzip: encoder.encode('gz') }
      : undefined,
}

type Body = Readonly<Record<string, unknown>>

export interface ApiResult<Answer> {
  readonly status: number
  readonly headers: Headers
  readonly body: Answer
}

/** One browser: it keeps cookies. */
export class Browser {
  readonly #world: PageWorld
  /** By their names. */
  readonly cookies: Map<string, string> = new Map()

  constructor(world: PageWorld) {
    this.#world = world
  }

  async post<Answer>(
    route: string,
    body: Body | string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiResult<Answer>> {
    const request = fetch(`${this.#world.base}/api/${route}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.#world.origin,
        ...(this.cookies.size > 0 && { cookie: [...this.cookies.values()].join('; ') }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const response = await this.#world.clock.settle(request)
    for (const setCookie of response.headers.getSetCookie()) {
      const [cookie = ''] = setCookie.split(';')
      this.cookies.set(cookie.split('=')[0] ?? '', cookie)
    }
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Answer,
    }
  }

  open(url: string): Promise<EnterAnswer> {
    return this.#enter('redeem', { token: tokenOf(url) })
  }

  resume(pass: string): Promise<EnterAnswer> {
    return this.#enter('resume', { pass })
  }

  async status(pass: string, since?: string): Promise<StatusAnswer> {
    return (await this.post<StatusAnswer>('status', { pass, ...(since !== undefined && { since }) })).body
  }

  async act(pass: string, action: PageAction): Promise<ActAnswer> {
    return (await this.post<ActAnswer>('act', { pass, ...action })).body
  }

  /** As the page does it: what is to be asked again is asked again, once. */
  async #enter(route: string, body: Body): Promise<EnterAnswer> {
    const { body: answer } = await this.post<EnterAnswer | AgainAnswer>(route, body)
    if (answer.state !== 'again') return answer
    return (await this.post<EnterAnswer>(route, body)).body
  }
}

interface Machine {
  readonly meetings: Meetings
  readonly page: JoinPage
}

export interface PageWorld {
  readonly clock: TestClock
  readonly origin: string
  readonly base: string
  readonly meetings: Meetings
  readonly page: JoinPage
  readonly store: Store
  readonly problems: JoinPageProblem[]
  readonly reports: CallReport[]
  /** One more process on the same store, directory and vendors. Those made before go on. */
  machine(config?: Partial<MeetingsConfig>, options?: JoinPageOptions): Machine
  /** Has another process answer from now on. */
  serve(machine: Machine): void
  browser(): Browser
  /** The link of a join that is answered by one. */
  link(request: JoinMeetingRequest, target?: string, options?: CallOptions): Promise<string>
  close(): Promise<void>
}

export interface ChimeWorld extends PageWorld {
  readonly simulator: ChimeSimulator
}

export interface BbbWorld extends PageWorld {
  readonly bbb: BbbSimulator
}

type Providers = MeetingsConfig['providers']
type Settings = Partial<Omit<MeetingsConfig, 'joinPage'>> & {
  readonly joinPage?: Partial<NonNullable<MeetingsConfig['joinPage']>>
}

/** A page on a real socket, with meetings on Chime. */
export async function chimeWorld(
  settings: Settings = {},
  options: JoinPageOptions = {},
): Promise<ChimeWorld> {
  const clock = new TestClock()
  const simulator = await startChimeSimulator({ clock, rates: 'unlimited' })
  const world = await pageWorld(clock, { chime: chimeEntry(simulator) }, settings, options)
  return {
    ...world,
    simulator,
    async close() {
      await world.close()
      await simulator.close()
    },
  }
}

/** The same on BigBlueButton. */
export async function bbbWorld(settings: Settings = {}, options: JoinPageOptions = {}): Promise<BbbWorld> {
  const clock = new TestClock()
  const bbb = await startBbbSimulator({ server: 'bbb-3.0', clock })
  const world = await pageWorld(clock, { bbb: bbbEntry(bbb) }, settings, options)
  return {
    ...world,
    bbb,
    async close() {
      await world.close()
      await bbb.close()
    },
  }
}

function bbbEntry({ url, secret }: BbbSimulator): Providers[string] {
  return { type: 'bbb', server: 'bbb-3.0', url, secret }
}

export type ChimeEntry = ProviderConfig & { readonly type: 'chime' }

export function chimeEntry(simulator: ChimeSimulator): ChimeEntry {
  const { endpoint, region, accessKeyId, secretAccessKey } = simulator
  return {
    type: 'chime',
    region,
    endpoint,
    rateLimit: 'unlimited',
    credentials: { accessKeyId, secretAccessKey },
  }
}

async function pageWorld(
  clock: TestClock,
  providers: Providers,
  settings: Settings,
  options: JoinPageOptions,
): Promise<PageWorld> {
  let handler: JoinPage | undefined
  const server = createServer(nodeListener(async (request) => handler?.(request) ?? Response.error()))
  const origin = await listen(server)
  const base = `${origin}/meet`
  const store = memoryStore(clock)
  const directory = new MemoryDirectory({ clock })
  const problems: JoinPageProblem[] = []
  const reports: CallReport[] = []
  const made: Meetings[] = []
  const machine: PageWorld['machine'] = (config = {}, more = {}) => {
    const { joinPage, ...rest } = settings
    const meetings = createMeetings({
      providers,
      clock,
      store,
      directory,
      joinPage: { url: base, secret: SECRET, ...joinPage },
      onCall: (report) => void reports.push(report),
      ...rest,
      ...config,
    })
    made.push(meetings)
    const onProblem = (problem: JoinPageProblem): void => void problems.push(problem)
    return { meetings, page: createJoinPage(meetings, { assets, onProblem, ...options, ...more }) }
  }
  const { meetings, page } = machine()
  handler = page
  const world: PageWorld = {
    clock,
    origin,
    base,
    meetings,
    page,
    store,
    problems,
    reports,
    machine,
    serve: ({ page: other }) => {
      handler = other
    },
    browser: () => new Browser(world),
    async link(request, target = id, callOptions = {}) {
      const joined = await clock.settle(meetings.join(target, request, callOptions))
      if (joined.kind !== 'url') throw new Error('no link was answered')
      return joined.url
    },
    async close() {
      server.close()
      server.closeAllConnections()
      for (const one of made) await clock.settle(one.close())
    },
  }
  return world
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export function tokenOf(url: string): string {
  return new URL(url).hash.slice(1)
}

/** What somebody who was let in was told. */
export function joinedAnswer(answer: EnterAnswer): JoinedAnswer {
  if (answer.state !== 'joined') throw new Error(`not let in: ${JSON.stringify(answer)}`)
  return answer
}

export function waitingAnswer(answer: EnterAnswer): WaitingAnswer {
  if (answer.state !== 'waiting') throw new Error(`does not wait: ${JSON.stringify(answer)}`)
  return answer
}

export const ann: JoinMeetingRequest = { participant: { id: 'ann', name: 'Ann' } }
export const mo: JoinMeetingRequest = { participant: { id: 'mo', name: 'Mo' }, role: 'moderator' }
export const guest: JoinMeetingRequest = { participant: { id: 'gus', name: 'Gus', guest: true } }

/** What a test opens is closed after it, once its `close` is in here. */
export function closedAfterEach(): (() => Promise<void>)[] {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })
  return closing
}
