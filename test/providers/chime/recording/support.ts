import { onTestFinished } from 'vitest'
import { ChimeApi } from '../../../../providers/chime/api.js'
import { type ChimeConfig, parseChimeConfig } from '../../../../providers/chime/config.js'
import { InFlight } from '../../../../providers/chime/in-flight.js'
import type { ChimeParts } from '../../../../providers/chime/parts.js'
import { ChimeRecordings } from '../../../../providers/chime/recording/chime-recordings.js'
import type { ChimeRecordingConfig } from '../../../../providers/chime/recording-config.js'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import type { Store } from '../../../../src/ports/store.js'
import type { ProviderMeeting } from '../../../../src/spec/provider.js'
import type { ProviderRecording, ProviderRecordingQuery } from '../../../../src/spec/provider-recordings.js'
import { type ChimeSimulator, startChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import {
  type ChimeMediaSimulator,
  type ChimeMediaSimulatorOptions,
  startChimeMediaSimulator,
} from '../../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { calling } from '../setup.js'

export { calling, failure, until } from '../setup.js'

export const bucket = 'all-recordings'

export interface Studio {
  readonly clock: TestClock
  readonly store: Store
  readonly chime: ChimeSimulator
  readonly media: ChimeMediaSimulator
  readonly api: ChimeApi
  readonly inFlight: InFlight
  readonly recordings: ChimeRecordings
  /** Another machine on the same account. */
  another(changes?: StudioChanges): ChimeRecordings
  /** A live meeting, as the facade hands it to a provider. */
  meeting(changes?: MeetingChanges): Promise<ProviderMeeting>
  /** Waits for a call that may wait for the clock. */
  run<T>(work: Promise<T>, budgetMs?: number): Promise<T>
  /** Starts and stops a recording, and waits until it is ready. */
  recorded(meeting: ProviderMeeting): Promise<string>
  list(query?: Partial<ProviderRecordingQuery>): Promise<readonly ProviderRecording[]>
}

interface MeetingChanges extends Partial<ProviderMeeting> {
  readonly mediaRegion?: string
  readonly maxParticipants?: number
}

export interface StudioChanges {
  readonly config?: Partial<ChimeConfig>
  readonly recording?: Partial<ChimeRecordingConfig>
  readonly store?: Store
}

/** Simulated meetings, pipelines and buckets, and recordings on them; all closed when the test is over. */
export async function studio(
  changes: StudioChanges = {},
  simulated: Partial<ChimeMediaSimulatorOptions> = {},
): Promise<Studio> {
  const clock = new TestClock()
  const store = changes.store ?? memoryStore(clock)
  const chime = await startChimeSimulator({ clock, rates: 'unlimited' })
  const media = await startChimeMediaSimulator({ meetings: chime, clock, rates: 'unlimited', ...simulated })
  onTestFinished(async () => {
    await media.close()
    await chime.close()
  })
  const api = new ChimeApi(configOf(chime, media, changes), clock)
  onTestFinished(() => api.close(closed))
  const inFlight = new InFlight()
  const another: Studio['another'] = (own = {}) => {
    const config = configOf(chime, media, { ...changes, ...own })
    // All that recordings use of what an instance has.
    const parts: Partial<ChimeParts> = { name: 'chime-test', config, clock, store: own.store ?? store, api }
    if (config.recording === undefined) throw new Error('recordings are not configured')
    const made = new ChimeRecordings(parts as ChimeParts, config.recording, inFlight)
    onTestFinished(() => made.close(closed))
    return made
  }
  const recordings = another()
  const run: Studio['run'] = (work, budgetMs = 60_000) => clock.settle(work, budgetMs)
  return {
    clock,
    store,
    chime,
    media,
    api,
    inFlight,
    recordings,
    another,
    run,
    async meeting({ mediaRegion = chime.region, maxParticipants, ...given } = {}) {
      const id = given.id ?? 'class-42'
      const input = {
        ClientRequestToken: `meeting-${chime.created}`,
        ExternalMeetingId: id,
        MediaRegion: mediaRegion,
        ...(maxParticipants !== undefined && {
          MeetingFeatures: { Attendee: { MaxCount: maxParticipants } },
        }),
      }
      const answer = await api.call('CreateMeeting', input, calling())
      const { MeetingId: meetingId } = (answer as { Meeting: { MeetingId: string } }).Meeting
      const vendor = { meetingId, region: chime.region, mediaRegion }
      return { id, key: id, incarnation: 1, vendor, settings: { record: 'on-demand' }, ...given }
    },
    async recorded(meeting) {
      const { id } = await run(recordings.start(meeting, calling()))
      await clock.advance(12_000)
      await run(recordings.stop(meeting, calling()))
      await clock.advance(20_000)
      return id
    },
    async list(query = {}) {
      const page = await run(recordings.list(querying(query), calling()))
      return page.recordings
    },
  }
}

/** The pipelines that have not ended, by kind. */
export function alive({ media }: Studio): readonly string[] {
  const ended = ['Stopped', 'Stopping', 'Failed']
  return media.pipelines().flatMap(({ kind, status }) => (ended.includes(status) ? [] : [kind]))
}

/** Everything, unless said otherwise. */
export function querying(query: Partial<ProviderRecordingQuery> = {}): ProviderRecordingQuery {
  return {
    states: ['processing', 'published', 'unpublished', 'deleted', 'failed'],
    metadata: {},
    limit: 100,
    ...query,
  }
}

function configOf(
  chime: ChimeSimulator,
  media: ChimeMediaSimulator,
  { config, recording }: StudioChanges,
): ReturnType<typeof resolved> {
  const { region, endpoint, accessKeyId, secretAccessKey } = chime
  return resolved({
    type: 'chime',
    region,
    ...(config?.client === undefined && { endpoint, credentials: { accessKeyId, secretAccessKey } }),
    rateLimit: 'unlimited',
    ...config,
    recording: {
      bucket,
      endpoints: { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint },
      ...recording,
    },
  })
}

function resolved(config: ChimeConfig): ChimeParts['config'] {
  const parsed = parseChimeConfig(config)
  if (parsed.ok) return parsed.value
  throw new Error(JSON.stringify(parsed.problems))
}

const closed = new MeetingError({ code: 'not-configured', message: 'provider "chime-test" is closed' })
