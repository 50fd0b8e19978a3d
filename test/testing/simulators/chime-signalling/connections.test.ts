import { describe, expect, test } from 'vitest'
import { Bench, eventually, graceMs } from './support.js'

describe('connections that are lost', () => {
  test('who comes back in time is not seen to go', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    bench.signalling.cut(bench.meetingId, ann.attendeeId)
    await ann.client.closed
    const back = await bench.enter(ann)
    back.say('here again')
    await eventually(() => ben.client.messages).toMatchObject([{ text: 'here again' }])
    expect(ben.client.gone).toEqual([])
    expect(ben.client.people.size).toBe(2)
    expect([...back.people.keys()].sort()).toEqual([ann.attendeeId, ben.attendeeId].sort())
    expect(bench.eventsOf(ann)).toEqual(['Added', 'Authorized', 'Joined'])
  })

  test('who stays away has dropped out', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    const timers = bench.clock.pending
    ann.client.cut()
    await eventually(() => bench.clock.pending).toBe(timers + 1)
    await bench.clock.advance(graceMs)
    await eventually(() => ben.client.gone).toEqual([{ attendeeId: ann.attendeeId, dropped: true }])
    expect(bench.eventsOf(ann)).toEqual(['Added', 'Authorized', 'Joined', 'Dropped'])
    expect(bench.media.closed).toHaveLength(1)
  })

  test('who dropped out and comes back is new again', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const timers = bench.clock.pending
    ann.client.cut()
    await eventually(() => bench.clock.pending).toBe(timers + 1)
    await bench.clock.advance(graceMs)
    await bench.enter(ann, { camera: true })
    const later = ['Dropped', 'Authorized', 'Joined', 'VideoStarted']
    expect(bench.eventsOf(ann)).toEqual(['Added', 'Authorized', 'Joined', ...later])
  })

  test('a second device takes the place of the first', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    const other = await bench.enter(ann)
    expect(await ann.client.closed).toBe(1000)
    expect(ann.client.status).toBe(301)
    other.say('from my phone')
    await eventually(() => ben.client.messages).toMatchObject([{ text: 'from my phone', from: 'ann' }])
    expect(ben.client.gone).toEqual([])
    expect(bench.eventsOf(ann)).toEqual(['Added', 'Authorized', 'Joined', 'Authorized', 'Joined'])
  })

  test('nobody gets through while the server cannot be reached', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    bench.signalling.setReachable(false)
    // 1006: no closing word was heard.
    expect(await ann.client.closed).toBe(1006)
    await expect(bench.open(ann)).rejects.toThrow(/socket hang up|ECONNRESET/)
    bench.signalling.setReachable(true)
    const back = await bench.enter(ann)
    expect([...back.people.keys()]).toEqual([ann.attendeeId])
  })

  test('closing the server drops everybody, and may be repeated', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    await bench.signalling.close()
    await ann.client.closed
    await bench.signalling.close()
    await expect(bench.open(ann)).rejects.toThrow('ECONNREFUSED')
  })
})
