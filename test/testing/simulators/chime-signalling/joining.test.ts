import protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import { describe, expect, test } from 'vitest'
import { FrameType } from '../../../support/signalling/frame.js'
import { Bench, eventually } from './support.js'
import { WireClient } from './wire-client.js'

describe('joining by signalling', () => {
  test('chooses the session protocol, and not the token that is offered beside it', async () => {
    const bench = await Bench.start()
    const ann = await bench.open(await bench.seat('ann'))
    expect(ann.protocol).toBe('_aws_wt_session')
  })

  test('shows people to each other, whoever came first', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben', { muted: true })
    await eventually(() => ann.client.people).toEqual(ben.client.people)
    expect(ben.client.people).toEqual(
      new Map([
        [ann.attendeeId, false],
        [ben.attendeeId, true],
      ]),
    )
    expect(bench.signalling.presence(bench.meetingId)).toEqual([
      { attendeeId: ann.attendeeId, externalUserId: 'ann', muted: false, video: false },
      { attendeeId: ben.attendeeId, externalUserId: 'ben', muted: true, video: false },
    ])
  })

  test('shows nobody whose media has not come up', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    bench.media.connecting = Promise.reject(new Error('no way through'))
    bench.media.connecting.catch(() => undefined)
    const ben = await bench.open(await bench.seat('ben'))
    await ben.join()
    await ben.subscribe()
    ben.say('hello')
    await eventually(() => ann.client.messages).toHaveLength(1)
    expect([...ann.client.people.keys()]).toEqual([ann.attendeeId])
  })

  test('tells the simulated meeting who is connected and who has left', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    expect(bench.simulated(ann)).toMatchObject({ connected: true })
    ann.client.send({ type: FrameType.LEAVE, leave: {} })
    await ann.client.until(({ type }) => type === FrameType.LEAVE_ACK)
    await eventually(() => ben.client.gone).toEqual([{ attendeeId: ann.attendeeId, dropped: false }])
    expect(bench.simulated(ann)).toMatchObject({ connected: false })
    expect(bench.eventsOf(ann)).toEqual(['Added', 'Authorized', 'Joined', 'Left'])
  })

  test('shows everybody who is muted', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    ann.client.send({ type: FrameType.AUDIO_CONTROL, audioControl: { muted: true } })
    await eventually(() => ben.client.people.get(ann.attendeeId)).toBe(true)
    ann.client.send({ type: FrameType.AUDIO_CONTROL, audioControl: { muted: false } })
    await eventually(() => ben.client.people.get(ann.attendeeId)).toBe(false)
  })

  test('tells everybody how loud who is', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    await bench.person('ben')
    bench.signalling.setVolumes(bench.meetingId, { [ann.attendeeId]: 1 })
    const { audioMetadata } = await ann.client.until(({ type }) => type === FrameType.AUDIO_METADATA)
    // The client reads 14 as full and 42 as silent.
    expect(audioMetadata?.attendeeStates?.map(({ volume }) => volume)).toEqual([14, 42])
  })

  test('answers a ping', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    ann.client.send({
      type: FrameType.PING_PONG,
      pingPong: { type: protocol.SdkPingPongType.PING, pingId: 7 },
    })
    const { pingPong } = await ann.client.until(({ type }) => type === FrameType.PING_PONG)
    expect(pingPong).toMatchObject({ type: protocol.SdkPingPongType.PONG, pingId: 7 })
  })

  test('lets nobody in with an unknown token', async () => {
    const bench = await Bench.start()
    const stranger = await bench.open({ attendeeId: '', joinToken: 'made-up' })
    expect(await stranger.closed).toBe(4403)
  })

  test('lets nobody into a meeting that never was', async () => {
    const bench = await Bench.start()
    const { joinToken } = await bench.seat('ann')
    const ann = await WireClient.open(bench.signalling.urlOf('another'), joinToken)
    expect(await ann.closed).toBe(4410)
  })

  test('lets nobody into a meeting that has ended', async () => {
    const bench = await Bench.start()
    const seat = await bench.seat('ann')
    await bench.client.deleteMeeting({ MeetingId: bench.meetingId })
    const ann = await bench.open(seat)
    expect(await ann.closed).toBe(4410)
  })

  test('closes the socket of who talks nonsense, as a failure of its own', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    ann.client.sendBytes(new Uint8Array([9, 9, 9]))
    expect(await ann.client.closed).toBe(4500)
  })

  test('closes the socket of whose offer the media server does not take', async () => {
    const bench = await Bench.start()
    const ann = await bench.open(await bench.seat('ann'))
    await ann.join()
    bench.media.failure = new Error('no such codec')
    await expect(ann.subscribe()).rejects.toThrow('closed with 4500')
  })
})
