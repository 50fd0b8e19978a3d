import { randomUUID } from 'node:crypto'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { MeetingInfo } from '../../../src/spec/meeting-info.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type {
  ProviderRecording,
  ProviderRecordingPage,
  ProviderRecordingQuery,
  ProviderRecordingStart,
  ProviderRecordings,
} from '../../../src/spec/provider-recordings.js'
import type { RecordingChanges } from '../../../src/spec/recording.js'
import type { ChimeProbe } from '../check.js'
import type { InFlight } from '../in-flight.js'
import type { ChimeParts } from '../parts.js'
import type { ResolvedChimeRecordingConfig } from '../recording-config.js'
import { Buckets } from './buckets.js'
import type { RecordingContext } from './context.js'
import { deleteRecording } from './delete.js'
import { existing, getRecording, listRecordings } from './list.js'
import { MediaPipelines } from './media-pipelines.js'
import { PipelineStatuses } from './pipeline-status.js'
import { isRecording } from './progress.js'
import { type PipelineChange, type RecordingNews, recordingNews } from './recording-news.js'
import { RecordingStates } from './recording-states.js'
import { startRecording } from './start.js'
import { stopRecording } from './stop.js'

/**
 * Recordings by capture pipelines into your buckets. Chime keeps no list of them, and neither labels nor who may watch:
 * all that is in the store, and the recordings of a lost store are in the bucket only.
 */
export class ChimeRecordings implements ProviderRecordings {
  readonly #context: RecordingContext

  /** `inFlight` counts the starts that outlive their callers. */
  constructor(parts: ChimeParts, config: ResolvedChimeRecordingConfig, inFlight: InFlight) {
    const { clock } = parts
    const media = new MediaPipelines(parts.config, clock)
    this.#context = {
      parts,
      config,
      inFlight,
      media,
      statuses: new PipelineStatuses(media, clock),
      buckets: new Buckets(parts.config, clock),
      states: new RecordingStates(parts),
    }
  }

  start(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderRecordingStart> {
    return startRecording(this.#context, meeting, options)
  }

  stop(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<string | undefined> {
    return stopRecording(this.#context, meeting, options)
  }

  list(query: ProviderRecordingQuery, options: ProviderCallOptions): Promise<ProviderRecordingPage> {
    return listRecordings(this.#context, query, options)
  }

  get(id: string, options: ProviderCallOptions): Promise<ProviderRecording> {
    return getRecording(this.#context, id, options)
  }

  /** Takes effect at once; addresses that were given out before `unpublish` work until they expire. */
  publish(id: string): Promise<void> {
    return this.#withhold(id, false)
  }

  unpublish(id: string): Promise<void> {
    return this.#withhold(id, true)
  }

  delete(id: string, options: ProviderCallOptions): Promise<void> {
    return deleteRecording(this.#context, id, options)
  }

  async update(id: string, { metadata }: RecordingChanges): Promise<void> {
    const { labels } = await existing(this.#context, id)
    const changed = Object.entries({ ...labels, ...metadata }).filter(([, value]) => value !== '')
    await this.#context.states.change(id, { labels: Object.fromEntries(changed) })
  }

  /**
   * What `info` says of the session. Never fails but when it is given up: where neither store nor Chime can be asked, what
   * was asked for at the create is the answer.
   */
  async stateOf(
    { vendor, settings }: ProviderMeeting,
    options: ProviderCallOptions,
  ): Promise<NonNullable<MeetingInfo['recording']>> {
    const { meetingId } = vendor
    const otherwise = (settings?.record ?? 'off') === 'off' ? 'off' : 'requested'
    if (meetingId === undefined || (settings !== undefined && otherwise === 'off')) return otherwise
    try {
      const state = await this.#context.states.ofSession(meetingId)
      const recording = state === undefined ? 'no' : await isRecording(this.#context, state, options)
      return recording === 'no' ? otherwise : recording
    } catch (error) {
      if (options.signal.aborted) throw error
      return 'requested'
    }
  }

  /** What is to be told of an event of a media pipeline; undefined where it is nothing, or none of a recording made here. */
  tellOf(change: PipelineChange, options: ProviderCallOptions): Promise<RecordingNews | undefined> {
    return recordingNews(this.#context, change, options)
  }

  /** For `check`: asks for what recordings need, without making anything. */
  get probe(): ChimeProbe {
    return { name: 'recording', run: (options) => this.#probe(options) }
  }

  /** Refuses what comes later, and frees the connections. */
  close(refusal: MeetingError): void {
    this.#context.media.close(refusal)
    this.#context.buckets.close(refusal)
  }

  async #probe(options: ProviderCallOptions): Promise<void> {
    const { media, buckets, config } = this.#context
    await Promise.all([
      probePipelines(media, options),
      ...Object.entries(config.buckets).map(([region, bucket]) =>
        buckets.look({ region, bucket }, `${config.prefix}/`, options),
      ),
    ])
  }

  async #withhold(id: string, withheld: boolean): Promise<void> {
    await existing(this.#context, id)
    await this.#context.states.change(id, { withheld })
  }
}

/** A pipeline that cannot exist: where Chime does not find it, all is well. */
async function probePipelines(media: MediaPipelines, options: ProviderCallOptions): Promise<void> {
  try {
    await media.call('GetMediaCapturePipeline', { MediaPipelineId: randomUUID() }, options)
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return
    throw error
  }
  throw new MeetingError({
    code: 'invalid-response',
    message: 'what answers finds a media pipeline that does not exist: it is not the Amazon Chime SDK',
  })
}
