import { describe, expect, test } from 'vitest'
import { FrameType } from '../../../support/signalling/frame.js'
import { Bench, eventually } from './support.js'

describe('videos by signalling', () => {
  test('a camera is there for everybody, and gone again', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    await ann.client.subscribe({ camera: true })
    await eventually(() => [...ben.client.videos.keys()]).toEqual([ann.attendeeId])
    expect(bench.simulated(ann)).toMatchObject({ video: true })
    const late = await bench.person('cem')
    expect([...late.client.videos.keys()]).toEqual([ann.attendeeId])
    await ann.client.subscribe()
    await eventually(() => [...ben.client.videos.keys()]).toEqual([])
    expect(bench.eventsOf(ann).slice(-2)).toEqual(['VideoStarted', 'VideoStopped'])
  })

  test('a camera that is on from the first moment is told of after its person', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann', { camera: true })
    expect(bench.eventsOf(ann)).toEqual(['Added', 'Authorized', 'Joined', 'VideoStarted'])
  })

  test('the media server sends what was asked for, and the answer says what comes where', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann', { camera: true })
    const ben = await bench.person('ben')
    const streamId = ben.client.videos.get(ann.attendeeId) ?? 0
    const [annOffer] = bench.media.offers
    const answer = await ben.client.subscribe({ watch: [0, streamId, 999] })
    expect(bench.media.offers.at(-1)?.videos).toEqual([{ mid: '3', from: annOffer?.connectionId }])
    expect(answer.tracks).toMatchObject([{ streamId, ssrc: 1003, trackLabel: 'v_3' }])
  })

  test('a sender learns under which number its camera goes', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const answer = await ann.client.subscribe({ camera: true })
    const streamId = ann.client.videos.get(ann.attendeeId)
    expect(answer.allocations).toMatchObject([{ trackLabel: 'AmazonChimeExpressVideo', streamId }])
  })

  test('the camera of who leaves is gone', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann', { camera: true })
    const ben = await bench.person('ben')
    ann.client.send({ type: FrameType.LEAVE, leave: {} })
    await eventually(() => [...ben.client.videos.keys()]).toEqual([])
    expect(bench.eventsOf(ann).slice(-2)).toEqual(['VideoStopped', 'Left'])
  })

  test('a shared screen is somebody of its own', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    const screen = await bench.share(ann)
    await screen.join()
    await screen.subscribe({ camera: true })
    const contentId = `${ann.attendeeId}#content`
    await eventually(() => [...ben.client.people.keys()]).toContain(contentId)
    await eventually(() => [...ben.client.videos.keys()]).toEqual([contentId])
    expect(bench.simulated(ann)).toMatchObject({ content: true, video: false })
    screen.send({ type: FrameType.LEAVE, leave: {} })
    await eventually(() => ben.client.gone).toEqual([{ attendeeId: contentId, dropped: false }])
    expect(bench.simulated(ann)).toMatchObject({ content: false, connected: true })
  })

  test('a third screen finds no room', async () => {
    const bench = await Bench.start()
    for (const name of ['ann', 'ben']) {
      const screen = await bench.share(await bench.person(name))
      await screen.join()
      await screen.subscribe({ camera: true })
    }
    await eventually(() => bench.signalling.presence(bench.meetingId)).toHaveLength(4)
    const third = await bench.share(await bench.person('cem'))
    expect(await third.closed).toBe(1000)
    expect(third.status).toBe(409)
  })
})
