import {
  paginateListMediaCapturePipelines,
  paginateListMediaPipelines,
} from '@aws-sdk/client-chime-sdk-media-pipelines'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startChimeMediaSimulator } from '../../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import {
  type Bench,
  bucket,
  clientOf,
  createCapture,
  createConcatenation,
  nobody,
  refusal,
  StubMeetings,
  startBench,
} from './support.js'

function liveConnector(bench: Bench, meetingArn = bench.meetingArn) {
  return bench.client.createMediaLiveConnectorPipeline({
    Sources: [
      {
        SourceType: 'ChimeSdkMeeting',
        ChimeSdkMeetingLiveConnectorConfiguration: { Arn: meetingArn, MuxType: 'AudioWithCompositedVideo' },
      },
    ],
    Sinks: [{ SinkType: 'RTMP', RTMPConfiguration: { Url: 'rtmps://live.example.com/key' } }],
  })
}

describe('a live connector pipeline of the simulator', () => {
  it('lives as a capture does, beside it, and writes nothing', async () => {
    const bench = await startBench()
    await createCapture(bench)
    const { MediaLiveConnectorPipeline: pipeline } = await liveConnector(bench)
    expect(pipeline).toMatchObject({ Status: 'Initializing', Sinks: [{ SinkType: 'RTMP' }] })
    expect(bench.meetings.bots.size).toBe(2)
    await bench.clock.advance(2_000)
    const { MediaPipeline } = await bench.client.getMediaPipeline({
      MediaPipelineId: pipeline?.MediaPipelineId,
    })
    expect(MediaPipeline?.MediaLiveConnectorPipeline?.Status).toBe('InProgress')
    expect(await refusal(liveConnector(bench))).toMatchObject({ name: 'ResourceLimitExceededException' })
    bench.simulator.catchUp()
    const { length } = bench.simulator.objects(bucket)
    await bench.client.deleteMediaPipeline({ MediaPipelineId: pipeline?.MediaPipelineId })
    await bench.clock.advance(1_000)
    expect(bench.simulator.pipelines()[1]).toMatchObject({ kind: 'live-connector', status: 'Stopped' })
    expect(bench.simulator.objects(bucket)).toHaveLength(length)
  })

  it('needs a live meeting, and is not a capture', async () => {
    const bench = await startBench()
    expect(await refusal(liveConnector(bench, `arn:aws:chime:us-east-1:1:meeting/${nobody}`))).toMatchObject({
      name: 'BadRequestException',
    })
    const { MediaLiveConnectorPipeline: pipeline } = await liveConnector(bench)
    const asCapture = bench.client.getMediaCapturePipeline({ MediaPipelineId: pipeline?.MediaPipelineId })
    expect(await refusal(asCapture)).toMatchObject({ name: 'NotFoundException' })
  })
})

describe('the lists of pipelines', () => {
  it('give all pipelines, or the captures, page by page and oldest first', async () => {
    const bench = await startBench()
    const captures: string[] = []
    const everything: string[] = []
    for (let index = 0; index < 5; index += 1) {
      const meetingArn = bench.meetings.open(`class-${index}`)
      const capture = await createCapture({ ...bench, meetingArn })
      const concatenation = await createConcatenation(bench, capture.MediaPipelineArn)
      captures.push(capture.MediaPipelineId)
      everything.push(capture.MediaPipelineId, concatenation.MediaPipelineId)
    }
    const listed: (string | undefined)[][] = []
    for await (const page of paginateListMediaCapturePipelines({ client: bench.client, pageSize: 2 }, {})) {
      listed.push((page.MediaCapturePipelines ?? []).map(({ MediaPipelineId }) => MediaPipelineId))
    }
    expect(listed).toEqual([captures.slice(0, 2), captures.slice(2, 4), captures.slice(4)])
    const all: (string | undefined)[] = []
    for await (const page of paginateListMediaPipelines({ client: bench.client, pageSize: 3 }, {})) {
      all.push(...(page.MediaPipelines ?? []).map(({ MediaPipelineId }) => MediaPipelineId))
    }
    expect(all).toEqual(everything)
    const { MediaPipelines, NextToken } = await bench.client.listMediaPipelines({})
    expect([MediaPipelines?.length, NextToken]).toEqual([10, undefined])
    expect(MediaPipelines?.[0]).toEqual({
      MediaPipelineId: everything[0],
      MediaPipelineArn: `arn:aws:chime:us-east-1:111122223333:media-pipeline/${everything[0]}`,
    })
  })

  it('refuse sizes out of range and tokens that they did not give', async () => {
    const { client } = await startBench()
    expect(await refusal(client.listMediaPipelines({ MaxResults: 100 }))).toMatchObject({
      name: 'ValidationException',
    })
    expect(await refusal(client.listMediaCapturePipelines({ MaxResults: 0 }))).toMatchObject({ status: 400 })
    expect(await refusal(client.listMediaPipelines({ NextToken: 'abc' }))).toMatchObject({
      name: 'BadRequestException',
    })
  })
})

describe('the tags of a pipeline', () => {
  it('are given with it, added, replaced and taken away', async () => {
    const bench = await startBench()
    const { client, simulator } = bench
    const { MediaPipelineArn: ResourceARN } = await createCapture(bench, {
      Tags: [{ Key: 'tenant', Value: 'a' }],
    })
    await client.tagResource({
      ResourceARN,
      Tags: [
        { Key: 'tenant', Value: 'b' },
        { Key: 'class', Value: '42' },
      ],
    })
    const { Tags } = await client.listTagsForResource({ ResourceARN })
    expect(Tags).toEqual([
      { Key: 'tenant', Value: 'b' },
      { Key: 'class', Value: '42' },
    ])
    await client.untagResource({ ResourceARN, TagKeys: ['tenant', 'never there'] })
    expect(simulator.pipelines()[0]?.tags).toEqual({ class: '42' })
  })

  it('are at most two hundred, and belong to a pipeline', async () => {
    const bench = await startBench()
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `key-${from + index}`, Value: '' }))
    const { MediaPipelineArn: ResourceARN } = await createCapture(bench, { Tags: many(0, 199) })
    await bench.client.tagResource({ ResourceARN, Tags: many(198, 2) })
    expect(await refusal(bench.client.tagResource({ ResourceARN, Tags: many(200, 1) }))).toMatchObject({
      name: 'BadRequestException',
    })
    const unknown = `arn:aws:chime:us-east-1:111122223333:media-pipeline/${nobody}`
    const missing = { name: 'NotFoundException', status: 404 }
    expect(await refusal(bench.client.listTagsForResource({ ResourceARN: unknown }))).toMatchObject(missing)
    const tagging = bench.client.tagResource({ ResourceARN: unknown, Tags: many(0, 1) })
    expect(await refusal(tagging)).toMatchObject(missing)
    const untagging = bench.client.untagResource({ ResourceARN: unknown, TagKeys: ['a'] })
    expect(await refusal(untagging)).toMatchObject(missing)
  })
})

describe('the quotas of the pipelines', () => {
  it('are ten calls a second for all operations together', async () => {
    const bench = await startBench({ rates: { perSecond: 10, burst: 10 } })
    const { client, clock } = bench
    const calls = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          (index % 2 === 0 ? client.listMediaPipelines({}) : client.listMediaCapturePipelines({})).then(
            () => 'ok',
            (error: Error) => error.name,
          ),
        ),
      )
    const count = (names: readonly string[], name: string) => names.filter((one) => one === name).length
    const first = await calls(12)
    expect([count(first, 'ok'), count(first, 'ThrottledClientException')]).toEqual([10, 2])
    await clock.advance(500)
    expect(count(await calls(12), 'ok')).toBe(5)
    await clock.advance(60_000)
    expect(count(await calls(12), 'ok')).toBe(10)
    expect(await refusal(client.listMediaPipelines({}))).toMatchObject({
      status: 429,
      code: 'Throttling',
      message: 'Rate exceeded',
    })
  })

  it('are a hundred pipelines at once in us-east-1, and ten elsewhere; those that have ended do not count', async () => {
    const inRegion = async (region: string): Promise<number> => {
      const bench = await startBench({ region })
      for (let created = 0; ; created += 1) {
        const meetingArn = bench.meetings.open(`class-${created}`)
        const outcome = await createCapture({ ...bench, meetingArn }).catch((error: Error) => error.name)
        if (outcome !== 'ResourceLimitExceededException') continue
        await bench.client.deleteMediaPipeline({ MediaPipelineId: bench.simulator.pipelines()[0]?.id })
        expect(await refusal(createCapture({ ...bench, meetingArn }))).toMatchObject({ status: 400 })
        await bench.clock.advance(1_000)
        await createCapture({ ...bench, meetingArn })
        return created
      }
    }
    expect(await inRegion('us-east-1')).toBe(100)
    expect(await inRegion('eu-central-1')).toBe(10)
  })

  it('hold by default', async () => {
    const simulator = await startChimeMediaSimulator({ clock: new TestClock(), meetings: new StubMeetings() })
    onTestFinished(() => simulator.close())
    const client = clientOf(simulator)
    for (let calls = 0; calls < 10; calls += 1) await client.listMediaPipelines({})
    expect(await refusal(client.listMediaPipelines({}))).toMatchObject({ name: 'ThrottledClientException' })
  })

  it('are those of a region that has the service', async () => {
    const starting = startChimeMediaSimulator({ meetings: new StubMeetings(), region: 'af-south-1' })
    await expect(starting).rejects.toThrow('af-south-1')
  })
})

describe('the errors of the service', () => {
  it.each([
    ['ThrottledClientException', 429],
    ['UnauthorizedClientException', 401],
    ['ResourceLimitExceededException', 400],
    ['BadRequestException', 400],
    ['ForbiddenException', 403],
    ['NotFoundException', 404],
    ['ConflictException', 409],
    ['ServiceFailureException', 500],
    ['ServiceUnavailableException', 503],
  ])('%s has its status %i, once', async (name, status) => {
    const { client, simulator } = await startBench()
    simulator.throwNext('ListMediaPipelines', name, { message: 'said so' })
    expect(await refusal(client.listMediaPipelines({}))).toMatchObject({ name, status, message: 'said so' })
    await client.listMediaPipelines({})
    expect(simulator.callsTo('ListMediaPipelines')).toBe(2)
  })

  it('come with a Retry-After, and after the work, where that is staged', async () => {
    const bench = await startBench()
    const { meetingArn, simulator } = bench
    simulator.throwNext('CreateMediaCapturePipeline', 'ServiceUnavailableException', {
      processed: true,
      retryAfterSeconds: 7,
      times: 2,
    })
    const headers = async (): Promise<unknown> => {
      const error = await createCapture({ ...bench, meetingArn }).catch((thrown: unknown) => thrown)
      return (error as { $response?: { headers?: Record<string, string> } }).$response?.headers?.[
        'retry-after'
      ]
    }
    expect(await headers()).toBe('7')
    expect(simulator.pipelines()).toHaveLength(1)
    await headers()
    await createCapture({ ...bench, meetingArn: bench.meetings.open('class-43') })
    expect(simulator.callsTo('CreateMediaCapturePipeline')).toBe(3)
  })

  it('name the action that a policy does not allow', async () => {
    const bench = await startBench()
    bench.simulator.denyAction('chime:CreateMediaCapturePipeline')
    expect(await refusal(createCapture(bench))).toMatchObject({
      name: 'AccessDeniedException',
      status: 403,
      message:
        'User: arn:aws:iam::111122223333:user/anymeet is not authorized to perform: chime:CreateMediaCapturePipeline on resource: *',
    })
    await bench.client.listMediaPipelines({})
    bench.simulator.heal()
    await createCapture(bench)
  })

  it('can be a connection that is cut', async () => {
    const { client, simulator } = await startBench()
    simulator.stage({ kind: 'cut', when: 'ListMediaPipelines' })
    await expect(client.listMediaPipelines({})).rejects.toMatchObject({ code: 'ECONNRESET' })
    simulator.stage({ kind: 'cut', when: 'ListMediaPipelines' })
    simulator.heal()
    await client.listMediaPipelines({})
  })
})
