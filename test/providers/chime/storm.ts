import { ChimeSDKMeetingsClient } from '@aws-sdk/client-chime-sdk-meetings'
import { onTestFinished } from 'vitest'
import { ChimeApi } from '../../../providers/chime/api.js'
import type { ChimeClient } from '../../../providers/chime/client.js'
import { type ChimeConfig, parseChimeConfig } from '../../../providers/chime/config.js'
import { Gather } from '../../../providers/chime/gather.js'
import { InFlight } from '../../../providers/chime/in-flight.js'
import type { ChimeSessionAttendee } from '../../../providers/chime/session.js'
import { createMeetings } from '../../../src/create-meetings.js'
import { MemoryDirectory } from '../../../src/directory/memory-directory.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Meetings } from '../../../src/meetings.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { type ChimeSimulator, startChimeSimulator } from '../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { calling } from './setup.js'

/** The quota of a new account. Also what the adapter and the simulator take for it where they are told nothing. */
const quota = { perSecond: 10, burst: 20 }

/** What so many calls of one operation take at least. */
export function quotaMs(calls: number): number {
  return (Math.max(0, calls - quota.burst) * 1_000) / quota.perSecond
}

export interface Storm {
  readonly clock: TestClock
  readonly simulator: ChimeSimulator
  /** One more process on the account, with nothing configured that is not said. They share a directory. */
  readonly machine: (config?: Partial<ChimeConfig>) => Promise<Meetings>
  /** The adapter's API by itself. */
  readonly api: (config?: Partial<ChimeConfig>) => ChimeApi
  /** When each request went out, in milliseconds since the start. */
  readonly sentAt: readonly number[]
  /**
   * Waits for the work. Time moves on only while no request is under way, so that what is measured is nothing but waits
   * of the library. Answers how many milliseconds it took.
   */
  readonly run: <T>(
    work: readonly Promise<T>[],
  ) => Promise<{ outcomes: PromiseSettledResult<T>[]; ms: number }>
}

/** A region with the vendor's default quotas, and processes on it. */
export async function storm(): Promise<Storm> {
  const clock = new TestClock()
  const simulator = await startChimeSimulator({ clock })
  onTestFinished(() => simulator.close())
  const { endpoint, region, accessKeyId, secretAccessKey } = simulator
  const aws = new ChimeSDKMeetingsClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  })
  onTestFinished(() => aws.destroy())
  const start = clock.now()
  const sentAt: number[] = []
  let underWay = 0
  const client: ChimeClient = {
    async send(command) {
      underWay += 1
      sentAt.push(clock.now() - start)
      try {
        return await (aws as ChimeClient).send(command)
      } finally {
        underWay -= 1
      }
    },
  }
  const directory = new MemoryDirectory({ clock })
  const base: ChimeConfig = { type: 'chime', region, client }
  return {
    clock,
    simulator,
    sentAt,
    api(config) {
      const parsed = parseChimeConfig({ ...base, ...config })
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
      const api = new ChimeApi(parsed.value, clock)
      onTestFinished(() => api.close(new MeetingError({ code: 'not-configured', message: 'closed' })))
      return api
    },
    async machine(config) {
      const meetings = createMeetings({
        providers: { chime: { ...base, ...config } },
        clock,
        directory,
      })
      onTestFinished(() => meetings.close())
      // Loads what is loaded on first use, which takes time of which the clock does not know.
      await meetings.check()
      return meetings
    },
    async run(work) {
      const start = clock.now()
      let settled = false
      const all = Promise.allSettled(work).finally(() => {
        settled = true
      })
      while (!settled) {
        for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve))
        const next = clock.nextInMs
        if (underWay === 0 && !settled && next !== undefined) await clock.advance(next)
      }
      return { outcomes: await all, ms: clock.now() - start }
    },
  }
}

/** The reasons of those that failed. */
export function failures(outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
}

/** One meeting, and a queue of joins that may be used for others, too. */
export interface Class {
  readonly meetingId: string
  readonly gather: Gather
  readonly inFlight: InFlight
  readonly join: (id: string, options?: Partial<ProviderCallOptions>) => Promise<ChimeSessionAttendee>
  /** Who has an attendee, in the order of creation. */
  readonly inside: () => string[]
}

export async function classOn(
  { clock, simulator, run }: Storm,
  api: ChimeApi,
  id = 'class-42',
): Promise<Class> {
  const input = { ClientRequestToken: id, ExternalMeetingId: id, MediaRegion: 'us-east-1' }
  await run([api.call('CreateMeeting', input, calling())])
  const { meetingId } = simulator.meetings().find(({ externalMeetingId }) => externalMeetingId === id) ?? {}
  if (meetingId === undefined) throw new Error('the meeting was not made')
  const inFlight = new InFlight()
  const gather = new Gather({ api, clock, inFlight })
  return {
    meetingId,
    gather,
    inFlight,
    join: (ExternalUserId, options) => gather.join(meetingId, { ExternalUserId }, calling(options)),
    inside: () =>
      simulator
        .meetings()
        .filter((meeting) => meeting.meetingId === meetingId)
        .flatMap(({ attendees }) => attendees.map(({ externalUserId }) => externalUserId)),
  }
}
