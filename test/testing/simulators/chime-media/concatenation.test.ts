import { describe, expect, it } from 'vitest'
import {
  bucket,
  concatenationRequest,
  createCapture,
  createConcatenation,
  keysIn,
  refusal,
  startBench,
} from './support.js'

const thirtyDaysMs = 30 * 24 * 60 * 60_000

describe('a concatenation pipeline of the simulator', () => {
  it('waits for its capture, runs ten seconds, and tells both', async () => {
    const bench = await startBench()
    const { client, clock, meetings } = bench
    const capture = await createCapture(bench)
    const { MediaPipelineId, Status, ...rest } = await createConcatenation(bench, capture.MediaPipelineArn)
    expect(Status).toBe('NotStarted')
    expect(rest).toMatchObject({
      MediaPipelineArn: `arn:aws:chime:us-east-1:111122223333:media-pipeline/${MediaPipelineId}`,
      CreatedTimestamp: new Date(clock.now()),
      Sources: concatenationRequest(capture.MediaPipelineArn).Sources,
      Sinks: concatenationRequest(capture.MediaPipelineArn).Sinks,
    })
    const status = async (): Promise<string | undefined> => {
      const { MediaPipeline } = await client.getMediaPipeline({ MediaPipelineId })
      return MediaPipeline?.MediaConcatenationPipeline?.Status
    }
    await clock.advance(3_600_000)
    expect(await status()).toBe('NotStarted')
    await client.deleteMediaCapturePipeline(capture)
    expect(await status()).toBe('NotStarted')
    await clock.advance(1_000)
    expect(await status()).toBe('InProgress')
    expect(keysIn(bench, 'films/')).toEqual([])
    await clock.advance(10_000)
    expect(await status()).toBe('Stopped')
    const own = meetings.events.filter(({ mediaPipelineId }) => mediaPipelineId === MediaPipelineId)
    expect(own.map(({ eventType }) => eventType)).toEqual([
      'chime:MediaPipelineInProgress',
      'chime:MediaPipelineDeleted',
    ])
    expect(own[0]?.meetingId).toBe(meetings.meetingByArn(bench.meetingArn)?.meetingId)
  })

  it('makes one file a folder out of the artifacts that are enabled', async () => {
    const bench = await startBench()
    const capture = await createCapture(bench, {
      ChimeSdkMeetingConfiguration: {
        ArtifactsConfiguration: {
          Audio: { MuxType: 'AudioWithCompositedVideo' },
          Video: { State: 'Enabled' },
          Content: { State: 'Enabled' },
        },
      },
    })
    await bench.clock.advance(12_000)
    await bench.client.deleteMediaCapturePipeline(capture)
    const all = await createConcatenation(bench, capture.MediaPipelineArn)
    const some = await createConcatenation(bench, capture.MediaPipelineArn, {
      without: ['Video', 'DataChannel', 'TranscriptionMessages', 'MeetingEvents', 'CompositedVideo'],
      destination: `arn:aws:s3:::${bucket}`,
    })
    await bench.clock.advance(11_000)
    const id = all.MediaPipelineId
    expect(keysIn(bench, 'films/')).toEqual([
      `films/${id}/audio/${id}.mp4`,
      `films/${id}/composited-video/${id}.mp4`,
      `films/${id}/data-channel/${id}.txt`,
      `films/${id}/meeting-events/${id}.txt`,
      `films/${id}/transcription-messages/${id}.txt`,
      `films/${id}/video/${id}.mp4`,
    ])
    const other = some.MediaPipelineId
    expect(keysIn(bench, other)).toEqual([`${other}/audio/${other}.mp4`, `${other}/video/${other}.mp4`])
    const textOf = (key: string) => bench.simulator.objects(bucket).find((object) => object.key === key)?.text
    expect(textOf(`films/${id}/audio/${id}.mp4`)?.split('\n')).toHaveLength(3)
    expect(textOf(`films/${id}/video/${id}.mp4`)).toMatch(/camera/)
    expect(textOf(`${other}/video/${other}.mp4`)).not.toMatch(/camera/)
  })

  it('replaces the pipeline id by the prefix, where prefixes are read so', async () => {
    const bench = await startBench({ sinkPrefix: 'replaces' })
    const capture = await createCapture(bench)
    await bench.client.deleteMediaCapturePipeline(capture)
    const { MediaPipelineId } = await createConcatenation(bench, capture.MediaPipelineArn)
    await bench.clock.advance(11_000)
    expect(keysIn(bench, 'films/')).toContain(`films/audio/${MediaPipelineId}.mp4`)
  })

  it('fails with its capture, and without artifacts to concatenate, and writes nothing', async () => {
    const bench = await startBench()
    const { clock, meetings, simulator, client } = bench
    const broken = await createCapture(bench)
    await createConcatenation(bench, broken.MediaPipelineArn)
    await clock.advance(8_000)
    simulator.failPipeline(broken.MediaPipelineId)
    const emptied = await createCapture(bench)
    await createConcatenation(bench, emptied.MediaPipelineArn)
    await clock.advance(8_000)
    await client.deleteMediaCapturePipeline(emptied)
    for (const { key } of simulator.objects(bucket)) await bench.s3.deleteObject({ Bucket: bucket, Key: key })
    await clock.advance(60_000)
    expect(simulator.pipelines().map(({ kind, status }) => [kind, status])).toEqual([
      ['capture', 'Failed'],
      ['concatenation', 'Failed'],
      ['capture', 'Stopped'],
      ['concatenation', 'Failed'],
    ])
    expect(keysIn(bench)).toEqual([])
    expect(meetings.events.at(-1)?.eventType).toBe('chime:MediaPipelinePermanentFailure')
  })

  it('writes nothing when it is deleted or broken before it is done', async () => {
    const bench = await startBench()
    const capture = await createCapture(bench)
    await bench.client.deleteMediaCapturePipeline(capture)
    const deleted = await createConcatenation(bench, capture.MediaPipelineArn)
    const broken = await createConcatenation(bench, capture.MediaPipelineArn)
    await bench.clock.advance(5_000)
    await bench.client.deleteMediaPipeline(deleted)
    bench.simulator.failPipeline(broken.MediaPipelineId)
    await bench.clock.advance(60_000)
    expect(bench.simulator.pipelines().map(({ status }) => status)).toEqual(['Stopped', 'Stopped', 'Failed'])
    expect(keysIn(bench, 'films/')).toEqual([])
  })

  it('is answered again for the same request token, which captures do not share', async () => {
    const bench = await startBench()
    const token = 'one-token-for-both'
    const capture = await createCapture(bench, { ClientRequestToken: token })
    const first = await createConcatenation(bench, capture.MediaPipelineArn, { token })
    const again = await createConcatenation(bench, capture.MediaPipelineArn, { token })
    expect(again).toEqual(first)
    expect(first.MediaPipelineId).not.toBe(capture.MediaPipelineId)
  })

  it('takes a capture of at most thirty days, and no other pipeline', async () => {
    const bench = await startBench()
    const { client, clock } = bench
    const capture = await createCapture(bench)
    const refused = { name: 'BadRequestException', status: 400 }
    const unknown = capture.MediaPipelineArn.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect(await refusal(createConcatenation(bench, unknown))).toMatchObject(refused)
    await client.deleteMediaCapturePipeline(capture)
    await clock.advance(thirtyDaysMs - 1)
    await createConcatenation(bench, capture.MediaPipelineArn)
    const concatenation = bench.simulator.pipelines()[1]?.arn ?? ''
    expect(await refusal(createConcatenation(bench, concatenation))).toMatchObject(refused)
    await clock.advance(1)
    const late = client.createMediaConcatenationPipeline(concatenationRequest(capture.MediaPipelineArn))
    expect(await refusal(late)).toMatchObject({ ...refused, message: expect.stringContaining('30 days') })
  })

  it('needs a bucket, in whatever region', async () => {
    const bench = await startBench({ buckets: { [bucket]: 'eu-central-1', archive: 'us-west-2' } })
    const { MediaPipelineArn } = await createCapture(bench)
    const refused = createConcatenation(bench, MediaPipelineArn, { destination: 'arn:aws:s3:::nowhere' })
    expect(await refusal(refused)).toMatchObject({ name: 'ForbiddenException', status: 403 })
    await createConcatenation(bench, MediaPipelineArn, { destination: 'arn:aws:s3:::archive/films' })
  })
})
