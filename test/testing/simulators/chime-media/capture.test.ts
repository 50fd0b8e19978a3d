import { describe, expect, it } from 'vitest'
import { bucket, captureRequest, createCapture, keysIn, nobody, refusal, startBench } from './support.js'

describe('a capture pipeline of the simulator', () => {
  it('is described with its ids, its times and the configuration that was given', async () => {
    const bench = await startBench()
    const configuration = {
      ArtifactsConfiguration: {
        Audio: { MuxType: 'AudioWithCompositedVideo' },
        Video: { State: 'Disabled', MuxType: 'VideoOnly' },
        Content: { State: 'Disabled', MuxType: 'ContentOnly' },
        CompositedVideo: {
          Layout: 'GridView',
          Resolution: 'FHD',
          GridViewConfiguration: { ContentShareLayout: 'Horizontal' },
        },
      },
    } as const
    const pipeline = await createCapture(bench, { ChimeSdkMeetingConfiguration: configuration })
    expect(pipeline).toEqual({
      MediaPipelineId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      MediaPipelineArn: `arn:aws:chime:us-east-1:111122223333:media-pipeline/${pipeline.MediaPipelineId}`,
      SourceType: 'ChimeSdkMeeting',
      SourceArn: bench.meetingArn,
      SinkType: 'S3Bucket',
      SinkArn: `arn:aws:s3:::${bucket}/raw`,
      Status: 'Initializing',
      CreatedTimestamp: new Date(bench.clock.now()),
      UpdatedTimestamp: new Date(bench.clock.now()),
      ChimeSdkMeetingConfiguration: configuration,
    })
    const read = await bench.client.getMediaCapturePipeline(pipeline)
    expect(read.MediaCapturePipeline).toEqual(pipeline)
    const general = await bench.client.getMediaPipeline(pipeline)
    expect(general.MediaPipeline).toEqual({ MediaCapturePipeline: pipeline })
  })

  it('sits in the meeting as an attendee, from its creation until it has stopped', async () => {
    const bench = await startBench()
    const { clock, client, meetings, simulator } = bench
    const pipeline = await createCapture(bench)
    const meetingId = meetings.meetingByArn(bench.meetingArn)?.meetingId
    expect([...meetings.bots]).toEqual([[simulator.pipelines()[0]?.botId, meetingId]])
    await clock.advance(60_000)
    await client.deleteMediaCapturePipeline(pipeline)
    expect(meetings.bots.size).toBe(1)
    await clock.advance(1_000)
    simulator.catchUp()
    expect(meetings.bots.size).toBe(0)
  })

  it('goes from Initializing to InProgress, and over Stopping to Stopped, each with its time and its event', async () => {
    const bench = await startBench()
    const { clock, client, meetings } = bench
    const { MediaPipelineId } = await createCapture(bench)
    const start = clock.now()
    const look = async (): Promise<[string | undefined, number]> => {
      const { MediaCapturePipeline: pipeline } = await client.getMediaCapturePipeline({ MediaPipelineId })
      return [pipeline?.Status, Number(pipeline?.UpdatedTimestamp) - start]
    }
    await clock.advance(1_999)
    expect(await look()).toEqual(['Initializing', 0])
    expect(meetings.events).toEqual([])
    await clock.advance(1)
    expect(await look()).toEqual(['InProgress', 2_000])
    const event = {
      meetingId: meetings.meetingByArn(bench.meetingArn)?.meetingId,
      mediaPipelineId: MediaPipelineId,
    }
    expect(meetings.events).toEqual([{ ...event, eventType: 'chime:MediaPipelineInProgress' }])
    await clock.advance(8_000)
    await client.deleteMediaCapturePipeline({ MediaPipelineId })
    expect(await look()).toEqual(['Stopping', 10_000])
    await clock.advance(90_000)
    expect(await look()).toEqual(['Stopped', 11_000])
    expect(meetings.events.slice(1)).toEqual([{ ...event, eventType: 'chime:MediaPipelineDeleted' }])
  })

  it('stops when its meeting ends, whether or not it is told', async () => {
    const bench = await startBench()
    const { clock, meetings, simulator } = bench
    const other = meetings.open('class-43')
    await createCapture(bench)
    await createCapture({ ...bench, meetingArn: other })
    await clock.advance(10_000)
    meetings.end(bench.meetingArn)
    expect(simulator.pipelines().map(({ status }) => status)).toEqual(['Stopping', 'InProgress'])
    meetings.endUnnoticed(other)
    expect(simulator.pipelines().map(({ status }) => status)).toEqual(['Stopping', 'Stopping'])
    await clock.advance(1_000)
    expect(simulator.pipelines().map(({ status }) => status)).toEqual(['Stopped', 'Stopped'])
  })

  it('fails when it should start, where the meeting has no seat for it', async () => {
    const bench = await startBench()
    bench.meetings.full = true
    const { Status, MediaPipelineId } = await createCapture(bench)
    expect(Status).toBe('Initializing')
    await bench.clock.advance(2_000)
    expect(bench.simulator.pipelines()).toMatchObject([{ status: 'Failed', botId: undefined }])
    expect(bench.meetings.events).toMatchObject([
      { eventType: 'chime:MediaPipelinePermanentFailure', mediaPipelineId: MediaPipelineId },
    ])
    expect(keysIn(bench)).toEqual([])
  })

  it('breaks on demand: Failed, an event, no attendee left, nothing more written', async () => {
    const bench = await startBench()
    const { clock, meetings, simulator } = bench
    const { MediaPipelineId } = await createCapture(bench)
    await clock.advance(8_000)
    simulator.failPipeline(MediaPipelineId)
    const { length } = keysIn(bench)
    expect(length).toBeGreaterThan(0)
    await clock.advance(60_000)
    expect(simulator.pipelines()).toMatchObject([{ id: MediaPipelineId, status: 'Failed' }])
    expect(meetings.events.at(-1)?.eventType).toBe('chime:MediaPipelinePermanentFailure')
    expect(meetings.bots.size).toBe(0)
    expect(keysIn(bench)).toHaveLength(length)
    expect(() => simulator.failPipeline(MediaPipelineId)).toThrow('has ended')
    expect(() => simulator.failPipeline(nobody)).toThrow('never was')
  })

  it('is the only one of its meeting until it has stopped', async () => {
    const bench = await startBench()
    const { clock, client, meetingArn } = bench
    const { MediaPipelineId } = await createCapture(bench)
    const second = () => client.createMediaCapturePipeline(captureRequest(meetingArn))
    const limit = {
      name: 'ResourceLimitExceededException',
      status: 400,
      code: 'ResourceLimitExceeded',
      message: `Cannot create new media capture pipeline for source type 'ChimeSdkMeeting' and source arn '${meetingArn}'. Limit reached`,
    }
    expect(await refusal(second())).toMatchObject(limit)
    await client.deleteMediaCapturePipeline({ MediaPipelineId })
    expect(await refusal(second())).toMatchObject(limit)
    await clock.advance(1_000)
    await second()
    expect(bench.simulator.pipelines()).toHaveLength(2)
  })

  it('is answered again for the same request token, as it is by then', async () => {
    const bench = await startBench()
    const ClientRequestToken = 'recording-of-class-42'
    const first = await createCapture(bench, { ClientRequestToken })
    await bench.clock.advance(2_000)
    const again = await createCapture(bench, { ClientRequestToken, SinkArn: 'arn:aws:s3:::elsewhere' })
    expect(again).toMatchObject({ ...first, Status: 'InProgress', UpdatedTimestamp: expect.any(Date) })
    expect(bench.simulator.pipelines()).toHaveLength(1)
  })

  it('is not found under an unknown id, nor a second time when deleted, unless that is accepted', async () => {
    const bench = await startBench()
    const { client } = bench
    const { MediaPipelineId } = await createCapture(bench)
    const missing = { name: 'NotFoundException', status: 404, code: 'NotFound' }
    expect(await refusal(client.getMediaCapturePipeline({ MediaPipelineId: nobody }))).toMatchObject(missing)
    expect(await refusal(client.getMediaPipeline({ MediaPipelineId: nobody }))).toMatchObject(missing)
    await client.deleteMediaCapturePipeline({ MediaPipelineId })
    expect(await refusal(client.deleteMediaCapturePipeline({ MediaPipelineId }))).toMatchObject(missing)
    const conflict = { name: 'ConflictException', status: 409, code: 'Conflict' }
    expect(await refusal(client.deleteMediaPipeline({ MediaPipelineId }))).toMatchObject(conflict)
    await bench.clock.advance(1_000)
    expect(await refusal(client.deleteMediaPipeline({ MediaPipelineId }))).toMatchObject(missing)

    const lenient = await startBench({ repeatedDelete: 'accepted' })
    const pipeline = await createCapture(lenient)
    await lenient.client.deleteMediaPipeline(pipeline)
    await lenient.client.deleteMediaCapturePipeline(pipeline)
    await lenient.clock.advance(1_000)
    await lenient.client.deleteMediaPipeline(pipeline)
    expect(lenient.simulator.pipelines()).toMatchObject([{ status: 'Stopped' }])
  })
})

describe('the bucket of a capture', () => {
  it('has to exist and to be readable for the caller', async () => {
    const bench = await startBench({ buckets: { [bucket]: 'eu-central-1' } })
    const { client, meetingArn, simulator } = bench
    const elsewhere = captureRequest(meetingArn, { SinkArn: 'arn:aws:s3:::nowhere' })
    expect(await refusal(client.createMediaCapturePipeline(elsewhere))).toMatchObject({
      name: 'ForbiddenException',
      status: 403,
      message: 'Insufficient permission to access S3 bucket: nowhere',
    })
    simulator.denyAction('s3:GetBucketPolicy')
    expect(await refusal(createCapture(bench))).toMatchObject({
      message: `Insufficient permission to access S3 bucket: ${bucket}`,
    })
    simulator.heal()
    expect(await createCapture(bench)).toMatchObject({ Status: 'Initializing' })
  })

  it('has to be in the region of the meeting media', async () => {
    const bench = await startBench({ buckets: { [bucket]: 'us-east-1' } })
    expect(await refusal(createCapture(bench))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
      message: expect.stringContaining('media region is eu-central-1'),
    })
    expect(bench.meetings.bots.size).toBe(0)
  })

  it('has to be named by an ARN of S3', async () => {
    const bench = await startBench()
    expect(await refusal(createCapture(bench, { SinkArn: 'arn:aws:sqs:us-east-1:1:queue' }))).toMatchObject({
      name: 'BadRequestException',
    })
  })

  it('belongs to a live meeting', async () => {
    const bench = await startBench()
    bench.meetings.end(bench.meetingArn)
    expect(await refusal(createCapture(bench))).toMatchObject({ name: 'BadRequestException', status: 400 })
  })
})
