import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSink } from '../../../../src/testing/simulators/chime-media/pipelines/sink.js'
import { bucket, createCapture, keysIn, startBench } from './support.js'

const audioOnly = {
  ArtifactsConfiguration: {
    Audio: { MuxType: 'AudioOnly' },
    Video: { State: 'Disabled' },
    Content: { State: 'Disabled' },
  },
} as const

describe('what a capture writes', () => {
  it('is a chunk every five seconds while it runs, named after its start in UTC', async () => {
    const bench = await startBench()
    const { MediaPipelineId } = await createCapture(bench, { ChimeSdkMeetingConfiguration: audioOnly })
    await bench.clock.advance(6_999)
    expect(keysIn(bench)).toEqual([])
    await bench.clock.advance(1)
    const root = `raw/${MediaPipelineId}`
    expect(keysIn(bench)).toEqual([`${root}/audio/2026-01-05-09-00-02-000.mp4`])
    await bench.clock.advance(12_000)
    expect(keysIn(bench)).toEqual([
      `${root}/audio/2026-01-05-09-00-02-000.mp4`,
      `${root}/audio/2026-01-05-09-00-07-000.mp4`,
      `${root}/audio/2026-01-05-09-00-12-000.mp4`,
    ])
    expect(bench.simulator.objects(bucket)[0]?.lastModified).toEqual(new Date('2026-01-05T09:00:07Z'))
  })

  it('is, when it stops, a last short chunk and the text files', async () => {
    const bench = await startBench()
    const { MediaPipelineId } = await createCapture(bench, { ChimeSdkMeetingConfiguration: audioOnly })
    await bench.clock.advance(8_500)
    await bench.client.deleteMediaCapturePipeline({ MediaPipelineId })
    const root = `raw/${MediaPipelineId}`
    const keys = [
      `${root}/audio/2026-01-05-09-00-02-000.mp4`,
      `${root}/audio/2026-01-05-09-00-07-000.mp4`,
      `${root}/data-channel/2026-01-05-09-00-00-000.txt`,
      `${root}/meeting-events/2026-01-05-09-00-00-000.txt`,
      `${root}/transcription-messages/2026-01-05-09-00-00-000.txt`,
    ]
    expect(keysIn(bench)).toEqual(keys)
    await bench.clock.advance(60_000)
    expect(keysIn(bench)).toEqual(keys)
    expect(bench.simulator.objects(bucket)[1]?.text).toContain('1500 ms')
  })

  it('is one of each also when it stops before it has started', async () => {
    const bench = await startBench()
    const { MediaPipelineId } = await createCapture(bench)
    await bench.client.deleteMediaCapturePipeline({ MediaPipelineId })
    const folders = keysIn(bench).map((key) => key.split('/')[2])
    expect(folders).toEqual(['audio', 'data-channel', 'meeting-events', 'transcription-messages', 'video'])
  })

  it('follows the configuration: cameras and content in one folder, the composition in another', async () => {
    const bench = await startBench()
    const attendeeId = '0123abcd-0000-0000-0000-00000000abcd'
    const { MediaPipelineId } = await createCapture(bench, {
      ChimeSdkMeetingConfiguration: {
        SourceConfiguration: { SelectedVideoStreams: { AttendeeIds: [attendeeId] } },
        ArtifactsConfiguration: {
          Audio: { MuxType: 'AudioWithCompositedVideo' },
          Video: { State: 'Enabled' },
          Content: { State: 'Enabled' },
        },
      },
    })
    await bench.clock.advance(7_000)
    const root = `raw/${MediaPipelineId}`
    const stamp = '2026-01-05-09-00-02-000'
    expect(keysIn(bench)).toEqual([
      `${root}/audio/${stamp}.mp4`,
      `${root}/composited-video/${stamp}.mp4`,
      `${root}/video/${stamp}-${attendeeId}#content.mp4`,
      `${root}/video/${stamp}-${attendeeId}.mp4`,
    ])
  })

  it('goes below the pipeline id alone where the sink has no prefix, and below the prefix alone on request', async () => {
    const plain = await startBench()
    const inRoot = await createCapture(plain, { SinkArn: `arn:aws:s3:::${bucket}` })
    await plain.client.deleteMediaCapturePipeline(inRoot)
    for (const key of keysIn(plain)) expect(key).toMatch(new RegExp(`^${inRoot.MediaPipelineId}/`))
    expect(keysIn(plain)).toHaveLength(5)

    const replacing = await startBench({ sinkPrefix: 'replaces' })
    const pipeline = await createCapture(replacing)
    await replacing.client.deleteMediaCapturePipeline(pipeline)
    expect(keysIn(replacing, 'raw/audio/')).toHaveLength(1)
    expect(keysIn(replacing)).toHaveLength(5)
  })

  it('goes to any bucket and prefix that an ARN can name', () => {
    const word = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{1,20})[a-z0-9]$/)
    const prefix = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9/_.-]{0,20}[a-zA-Z0-9])?$/)
    fc.assert(
      fc.property(word, fc.option(prefix), fc.boolean(), (name, below, slash) => {
        const path = below === null ? '' : `/${below}${slash ? '/' : ''}`
        expect(readSink(`arn:aws:s3:::${name}${path}`)).toEqual({ bucket: name, prefix: below ?? '' })
      }),
    )
  })
})
