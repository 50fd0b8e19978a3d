import { describe, expect, it, onTestFinished } from 'vitest'
import { createChimeProvider } from '../../../../providers/chime/chime-provider.js'
import { parseChimeConfig } from '../../../../providers/chime/config.js'
import type { MeetingProvider } from '../../../../src/spec/provider.js'
import type { ProviderEvent } from '../../../../src/spec/provider-events.js'
import { bucket, calling, type Studio, studio } from '../recording/support.js'
import { chimeEvents, eventsOf, message, noTransport, trustedOne } from './support.js'

/** A provider on the simulated services of a studio, on the same store as its recordings. */
function providerOf({ chime, media, clock, store }: Studio): MeetingProvider {
  const { region, endpoint, accessKeyId, secretAccessKey } = chime
  const parsed = parseChimeConfig({
    type: 'chime',
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    rateLimit: 'unlimited',
    recording: { bucket, endpoints: { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint } },
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const context = { name: 'chime-test', clock, store, transport: noTransport }
  const provider = createChimeProvider(parsed.value, context)
  onTestFinished(() => provider.close())
  return provider
}

interface Telling extends Studio {
  readonly provider: MeetingProvider
  /** What came of the events of pipelines so far. */
  heard(): Promise<readonly ProviderEvent[]>
  names(): Promise<readonly string[]>
}

/** A studio of which every event of a pipeline is read at once. */
async function telling(): Promise<Telling> {
  const room = await studio()
  const provider = providerOf(room)
  const told: Promise<ProviderEvent>[] = []
  room.chime.onEvent(({ detail, region, detailType }) => {
    if (!detail.eventType.startsWith('chime:MediaPipeline')) return
    const given = { ...message('x'), region, 'detail-type': detailType, detail }
    told.push(trustedOne(eventsOf(provider), given))
  })
  const heard = (): Promise<readonly ProviderEvent[]> => {
    // The simulated service notices that time has passed when it is looked at.
    room.media.pipelines()
    return room.run(Promise.all(told))
  }
  return { ...room, provider, heard, names: async () => (await heard()).map(({ type }) => type) }
}

/** The event of a pipeline as Chime would tell it now. */
function pipelineEvent({ clock }: Studio, type: string, mediaPipelineId: string, meetingId: string): unknown {
  return message(`MediaPipeline${type}`, { timestamp: clock.now(), mediaPipelineId, meetingId })
}

describe('events of media pipelines', () => {
  it('tell of a recording that it runs, has stopped, and is ready when its films are', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    const id = await w.recorded(meeting)
    const events = await w.heard()
    expect(events.map(({ type, vendorType }) => `${vendorType} ${type}`)).toEqual([
      'chime:MediaPipelineInProgress recording.started',
      'chime:MediaPipelineDeleted recording.stopped',
      'chime:MediaPipelineInProgress other',
      'chime:MediaPipelineDeleted recording.ready',
    ])
    for (const event of events.filter(({ type }) => type !== 'other'))
      expect(event).toMatchObject({ recordingId: id, meeting: { key: 'class-42', vendor: meeting.vendor } })
    const ready = await w.run(w.recordings.get(id, calling()))
    expect(ready).toMatchObject({ state: 'published', playback: [{ format: 'video' }, { format: 'audio' }] })
    expect(await w.run(w.recordings.stateOf(meeting, calling()))).toBe('requested')
  })

  it('tell so also where the meeting ended, and nobody stopped the recording', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    await w.run(w.recordings.start(meeting, calling()))
    await w.clock.advance(12_000)
    w.chime.forget(meeting.vendor['meetingId'] ?? '')
    await w.clock.advance(30_000)
    await w.list()
    expect(await w.names()).toEqual(
      expect.arrayContaining(['recording.started', 'recording.stopped', 'recording.ready']),
    )
  })

  it('are of the recording that is being started, where they are faster than the start', async () => {
    const room = await studio()
    const provider = providerOf(room)
    const meeting = await room.meeting()
    let early: Promise<ProviderEvent> | undefined
    const { set } = room.store
    const meetingId = meeting.vendor['meetingId'] ?? ''
    const store = {
      ...room.store,
      // The first thing that is written once Chime has made the pipelines.
      set: async (key: string, value: string, ttlMs: number): Promise<void> => {
        if (value.includes('pipelines') && early === undefined) {
          const { capture } = (JSON.parse(value) as { pipelines: { capture: string } }).pipelines
          early = trustedOne(eventsOf(provider), pipelineEvent(room, 'InProgress', capture, meetingId))
          await early
        }
        return set(key, value, ttlMs)
      },
    }
    const { id } = await room.run(room.another({ store }).start(meeting, calling()))
    expect(await early).toMatchObject({ type: 'recording.started', recordingId: id })
  })

  it('tell that a recording failed, by either of its pipelines', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    const { id } = await w.run(w.recordings.start(meeting, calling()))
    const pipelines = w.media.pipelines().map((pipeline) => pipeline.id)
    expect(pipelines).toHaveLength(2)
    for (const pipeline of pipelines) {
      const given = pipelineEvent(w, 'PermanentFailure', pipeline, meeting.vendor['meetingId'] ?? '')
      expect(await trustedOne(eventsOf(w.provider), given)).toMatchObject({
        type: 'recording.failed',
        recordingId: id,
      })
    }
  })

  it.each(['TemporaryFailure', 'Resumed', 'KinesisVideoStreamStart'])(
    'of the kind %s tell of no recording',
    async (kind) => {
      const w = await telling()
      const meeting = await w.meeting()
      await w.run(w.recordings.start(meeting, calling()))
      for (const { id } of w.media.pipelines()) {
        const given = pipelineEvent(w, kind, id, meeting.vendor['meetingId'] ?? '')
        expect(await trustedOne(eventsOf(w.provider), given)).toMatchObject({ type: 'other' })
      }
    },
  )

  it('of pipelines that somebody else made are about no recording', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    await w.run(w.recordings.start(meeting, calling()))
    const foreign = '77777777-8888-9999-aaaa-bbbbbbbbbbbb'
    for (const kind of ['InProgress', 'Deleted', 'PermanentFailure']) {
      const given = pipelineEvent(w, kind, foreign, meeting.vendor['meetingId'] ?? '')
      const event = await trustedOne(eventsOf(w.provider), given)
      expect(event).toMatchObject({ type: 'other', meeting: { key: 'class-42' } })
      expect(event).not.toHaveProperty('recordingId')
      expect(await trustedOne(chimeEvents(), given)).toMatchObject({ type: 'other' })
    }
  })

  it('do not call a recording ready whose films were given up', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    await w.run(w.recordings.start(meeting, calling()))
    const [, films] = w.media.pipelines()
    const given = pipelineEvent(w, 'Deleted', films?.id ?? '', meeting.vendor['meetingId'] ?? '')
    expect(await w.run(trustedOne(eventsOf(w.provider), given))).toMatchObject({ type: 'other' })
  })

  it('are believed where the bucket cannot be looked at', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    const { id } = await w.run(w.recordings.start(meeting, calling()))
    const [, films] = w.media.pipelines()
    w.media.denyAction('s3:ListBucket')
    const given = pipelineEvent(w, 'Deleted', films?.id ?? '', meeting.vendor['meetingId'] ?? '')
    expect(await w.run(trustedOne(eventsOf(w.provider), given))).toMatchObject({
      type: 'recording.ready',
      recordingId: id,
    })
  })

  it('are about nothing any more once the recording was deleted', async () => {
    const w = await telling()
    const meeting = await w.meeting()
    const id = await w.recorded(meeting)
    const pipelines = w.media.pipelines().map((pipeline) => pipeline.id)
    await w.run(w.recordings.delete(id, calling()))
    for (const pipeline of pipelines) {
      const given = pipelineEvent(w, 'Deleted', pipeline, meeting.vendor['meetingId'] ?? '')
      expect(await trustedOne(eventsOf(w.provider), given)).toMatchObject({ type: 'other' })
    }
  })
})
