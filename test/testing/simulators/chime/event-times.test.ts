import { describe, expect, it } from 'vitest'
import { createAttendee, createMeeting, startBench } from './support.js'

const minute = 60_000

describe('ends that the Chime simulator tells of', () => {
  it('carry the time at which the meeting ended, whenever somebody looks', async () => {
    const { simulator, client, clock } = await startBench()
    const start = clock.now()
    const { MeetingId } = await createMeeting(client)
    await clock.advance(60 * minute)
    expect(simulator.events.map(({ detail }) => [detail.eventType, detail.timestamp])).toEqual([
      ['chime:MeetingStarted', start],
      ['chime:MeetingEnded', start + 5 * minute],
    ])
    expect(simulator.events[1]?.detail.meetingId).toBe(MeetingId)
  })

  it('come in the order in which the meetings ended', async () => {
    const { simulator, client, clock } = await startBench()
    const start = clock.now()
    const first = await createMeeting(client)
    const { AttendeeId, JoinToken } = await createAttendee(client, first.MeetingId)
    simulator.connect({ meetingId: first.MeetingId, joinToken: JoinToken })
    await clock.advance(minute)
    const second = await createMeeting(client)
    await clock.advance(minute)
    simulator.disconnect(first.MeetingId, AttendeeId)
    const replica = await createMeeting(client, { PrimaryMeetingId: first.MeetingId })
    await clock.advance(20 * minute)
    const ends = simulator.events.filter(({ detail }) => detail.eventType === 'chime:MeetingEnded')
    expect(ends.map(({ detail }) => [detail.meetingId, detail.timestamp - start])).toEqual([
      [second.MeetingId, 6 * minute],
      [first.MeetingId, 7 * minute],
      [replica.MeetingId, 7 * minute],
    ])
  })

  it('reach a listener when they happen, without anybody looking', async () => {
    const { simulator, client, clock } = await startBench()
    const heard: [string, number][] = []
    const stop = simulator.onEvent(({ detail }) => heard.push([detail.eventType, clock.now()]))
    const start = clock.now()
    const { MeetingId } = await createMeeting(client)
    const { AttendeeId, JoinToken } = await createAttendee(client, MeetingId)
    await clock.advance(4 * minute)
    simulator.connect({ meetingId: MeetingId, joinToken: JoinToken })
    await clock.advance(4 * minute)
    simulator.disconnect(MeetingId, AttendeeId)
    heard.length = 0
    await clock.advance(5 * minute - 1)
    expect(heard).toEqual([])
    await clock.advance(1)
    expect(heard).toEqual([['chime:MeetingEnded', start + 13 * minute]])
    expect(clock.pending).toBe(0)
    stop()
  })

  it('reach nobody, and leave no timer, once the listener is gone', async () => {
    const { simulator, client, clock } = await startBench()
    const heard: string[] = []
    const again: string[] = []
    const stop = simulator.onEvent(({ detail }) => heard.push(detail.eventType))
    const stopAgain = simulator.onEvent(({ detail }) => again.push(detail.eventType))
    await createMeeting(client)
    stop()
    stop()
    expect(clock.pending).toBe(1)
    await clock.advance(5 * minute)
    await createMeeting(client)
    stopAgain()
    expect(clock.pending).toBe(0)
    await clock.advance(5 * minute)
    expect(heard).toEqual(['chime:MeetingStarted'])
    expect(again).toEqual(['chime:MeetingStarted', 'chime:MeetingEnded', 'chime:MeetingStarted'])
    expect(simulator.meetings()).toEqual([])
  })

  it('are told to a listener that comes after a meeting', async () => {
    const { simulator, client, clock } = await startBench()
    await createMeeting(client)
    await clock.advance(minute)
    const heard: string[] = []
    simulator.onEvent(({ detail }) => heard.push(detail.eventType))
    await clock.advance(4 * minute)
    expect(heard).toEqual(['chime:MeetingEnded'])
  })

  it('stay away after a reset, while the listener goes on', async () => {
    const { simulator, client, clock } = await startBench()
    const heard: string[] = []
    simulator.onEvent(({ detail }) => heard.push(detail.eventType))
    await createMeeting(client)
    simulator.reset()
    expect(simulator.events).toEqual([])
    expect(clock.pending).toBe(0)
    await clock.advance(10 * minute)
    await createMeeting(client)
    expect(heard).toEqual(['chime:MeetingStarted', 'chime:MeetingStarted'])
    await simulator.close()
    expect(clock.pending).toBe(0)
  })

  it('find the listener able to look and to act', async () => {
    const { simulator, client, clock } = await startBench()
    const seen: [number, number][] = []
    await createMeeting(client)
    await createMeeting(client)
    simulator.onEvent(() => seen.push([simulator.meetings().length, simulator.events.length]))
    await clock.advance(5 * minute)
    expect(seen).toHaveLength(2)
    expect(seen.at(-1)?.[0]).toBe(0)
    expect(simulator.events).toHaveLength(4)
  })
})
