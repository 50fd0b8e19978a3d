import { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import { startChimeMediaSimulator } from '../../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { bucket, clientOf, createCapture, refusal, startBench } from './support.js'

describe('the simulator of media pipelines', () => {
  it('forgets on reset, and goes on', async () => {
    const bench = await startBench({ rates: { perSecond: 1, burst: 2 } })
    const { simulator, s3, client } = bench
    const capture = await createCapture(bench, { ClientRequestToken: 'token' })
    simulator.putObject(bucket, 'a', 'x')
    simulator.denyAction('s3:ListBucket')
    simulator.throwNext('ListMediaPipelines', 'ServiceFailureException')
    simulator.reset()
    expect([simulator.pipelines(), simulator.objects(bucket), simulator.requests]).toEqual([[], [], []])
    expect(await refusal(client.getMediaCapturePipeline(capture))).toMatchObject({ status: 404 })
    const again = await createCapture(bench, { ClientRequestToken: 'token' })
    expect(again.MediaPipelineId).not.toBe(capture.MediaPipelineId)
    await s3.listObjectsV2({ Bucket: bucket })
    await bench.clock.advance(1_000)
    await client.listMediaPipelines({})
  })

  it('logs what came over the wire, both services by their own names', async () => {
    const { simulator, s3, client } = await startBench()
    await s3.listObjectsV2({ Bucket: bucket })
    await client.listMediaPipelines({ MaxResults: 3 })
    expect(simulator.requests.map(({ call, method, target }) => [call, method, target])).toEqual([
      ['ListMediaPipelines', 'GET', '/sdk-media-pipelines?max-results=3'],
      ['ListObjectsV2', 'GET', `/${bucket}/?list-type=2`],
    ])
    expect([simulator.callsTo('ListObjectsV2'), simulator.callsTo('GetObject')]).toEqual([1, 0])
  })

  it('closes twice without harm and listens to no meeting afterwards', async () => {
    const { simulator, meetings } = await startBench()
    const { pipelinesEndpoint, s3Endpoint } = simulator
    expect(meetings.listening).toBe(true)
    await simulator.close()
    await simulator.close()
    expect(meetings.listening).toBe(false)
    for (const endpoint of [pipelinesEndpoint, s3Endpoint]) await expect(fetch(endpoint)).rejects.toThrow()
  })

  it('leaves no timer on the clock, whatever runs', async () => {
    const bench = await startBench()
    await createCapture(bench)
    expect(bench.clock.pending).toBe(0)
  })

  it('takes times of its own', async () => {
    const bench = await startBench({ timings: { startMs: 0, stopMs: 0 } })
    const { MediaPipelineId } = await createCapture(bench)
    expect(bench.simulator.pipelines()[0]?.status).toBe('InProgress')
    await bench.client.deleteMediaPipeline({ MediaPipelineId })
    expect(bench.simulator.pipelines()[0]?.status).toBe('Stopped')
  })
})

describe('the simulator of media pipelines beside that of meetings', () => {
  it('records a meeting: an attendee and events there, a recording here', async () => {
    const clock = new TestClock()
    const chime = await startChimeSimulator({ clock, rates: 'unlimited' })
    const media = await startChimeMediaSimulator({ clock, rates: 'unlimited', meetings: chime })
    const meetings = new ChimeSDKMeetings({
      endpoint: chime.endpoint,
      region: chime.region,
      credentials: { accessKeyId: media.accessKeyId, secretAccessKey: media.secretAccessKey },
    })
    onTestFinished(async () => {
      meetings.destroy()
      await media.close()
      await chime.close()
    })
    const { Meeting } = await meetings.createMeeting({
      ClientRequestToken: 'class-42-1',
      ExternalMeetingId: 'class-42',
      MediaRegion: 'eu-central-1',
    })
    const MeetingId = Meeting?.MeetingId ?? ''
    await createCapture({ client: clientOf(media), meetingArn: Meeting?.MeetingArn ?? '' })
    expect(media.pipelines()).toMatchObject([{ kind: 'capture', meetingId: MeetingId }])
    expect(chime.meetings()[0]?.attendees.map(({ attendeeId }) => attendeeId)).toEqual([
      media.pipelines()[0]?.botId,
    ])
    await clock.advance(10_000)
    await meetings.deleteMeeting({ MeetingId })
    expect(media.pipelines()).toMatchObject([{ status: 'Stopping' }])
    await clock.advance(1_000)
    expect(media.pipelines()).toMatchObject([{ status: 'Stopped' }])
    const told = chime.events
      .map(({ detail }) => detail.eventType)
      .filter((type) => type.includes('Pipeline'))
    expect(told).toEqual(['chime:MediaPipelineInProgress', 'chime:MediaPipelineDeleted'])
  })
})
