import { describe, expect, test } from 'vitest'
import { eventsOf, hooked, idsOf, receiver, register } from './bbb-events-support.js'
import { create, start, visit } from './support.js'

describe('a hook hears', () => {
  test('of the events that it named, in any case', async () => {
    const { simulator, app } = await hooked({}, { eventID: 'User-Joined, MEETING-ENDED' })
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    simulator.forget('class-1')
    await simulator.idle()
    expect(idsOf(app.received)).toEqual(['user-joined', 'meeting-ended'])
  })

  test('of its own meeting, also when that is made anew, while a global one hears of all', async () => {
    const { simulator } = await start()
    const [own, global] = [await receiver(), await receiver()]
    await register(simulator, own.url, { meetingID: 'class-1', eventID: 'meeting-created,meeting-ended' })
    await register(simulator, global.url, { eventID: 'meeting-created' })
    for (const meetingID of ['class-1', 'class-2']) await create(simulator, meetingID)
    simulator.forget('class-1')
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(idsOf(own.received)).toEqual(['meeting-created', 'meeting-ended', 'meeting-created'])
    const meetings = eventsOf(own.received).map(({ attributes }) => attributes['meeting']!)
    expect(meetings.map((meeting) => meeting['external-meeting-id'])).toEqual([
      'class-1',
      'class-1',
      'class-1',
    ])
    expect(new Set(meetings.map((meeting) => meeting['internal-meeting-id'])).size).toBe(2)
    expect(
      eventsOf(global.received).map(({ attributes }) => attributes['meeting']!['external-meeting-id']),
    ).toEqual(['class-1', 'class-2', 'class-1'])
  })

  test('of the breakout rooms, when it is global', async () => {
    const { simulator, app } = await hooked({}, { eventID: 'meeting-created' })
    await create(simulator, 'class-1')
    await create(simulator, 'any', { isBreakout: 'true', parentMeetingID: 'class-1', sequence: '1' })
    await simulator.idle()
    const [, room] = eventsOf(app.received)
    expect(room?.attributes['meeting']).toMatchObject({
      'is-breakout': true,
      'parent-id': simulator.meeting('class-1')!.internalMeetingID,
    })
  })

  test('of nothing that was before it, even if nobody had looked', async () => {
    const { simulator, clock } = await start()
    const app = await receiver()
    await create(simulator, 'class-1')
    await clock.advance(300_000)
    await register(simulator, app.url)
    await clock.advance(1)
    await simulator.idle()
    expect(app.received).toEqual([])
    expect(simulator.meetings()).toEqual([])
  })

  test('the inner messages when it asked for raw ones, on 3.0 and without a list of events', async () => {
    const counts = []
    for (const [server, eventID] of [
      ['bbb-3.0', ''],
      ['bbb-3.0', 'meeting-created'],
      ['bbb-2.7', ''],
    ] as const) {
      const params = { getRaw: 'true', ...(eventID !== '' && { eventID }) }
      const { simulator, app } = await hooked({ server }, params)
      await create(simulator, 'class-1')
      await simulator.idle()
      counts.push(app.received.length)
      if (app.received.length === 0) continue
      const [message] = JSON.parse(new URLSearchParams(app.received[0]!.body).get('event')!)
      expect(message.envelope).toMatchObject({ name: 'MeetingCreatedEvtMsg' })
      expect(message.core.header.meetingId).toBe(simulator.meeting('class-1')!.internalMeetingID)
      expect(simulator.deliveries).toMatchObject([{ eventID: 'MeetingCreatedEvtMsg' }])
    }
    expect(counts).toEqual([1, 0, 0])
  })

  test.each([{ deliverHooks: false }, { webhooks: false }])('of nothing with %j', async (options) => {
    const app = await receiver()
    const { simulator, clock } = await start({ permanentHooks: [app.url], ...options })
    await create(simulator, 'class-1')
    await clock.advance(300_000)
    await simulator.idle()
    expect(app.received).toEqual([])
    expect(clock.pending).toBe(0)
  })
})
