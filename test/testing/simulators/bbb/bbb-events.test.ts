import { describe, expect, test } from 'vitest'
import { eventsOf, hooked, idsOf } from './bbb-events-support.js'
import { call, create, pair, visit } from './support.js'

const minute = 60_000

describe('the life of a meeting', () => {
  test('is told with what create gave it, its passwords included', async () => {
    const { simulator, clock, app } = await hooked()
    await create(simulator, 'class-1', {
      ...pair,
      record: 'true',
      'meta_Course-Name': 'Algebra',
      duration: '45',
    })
    await simulator.idle()
    const { internalMeetingID, createTime, voiceBridge } = simulator.meeting('class-1')!
    expect(eventsOf(app.received)).toEqual([
      {
        id: 'meeting-created',
        ts: clock.now(),
        attributes: {
          meeting: {
            'internal-meeting-id': internalMeetingID,
            'external-meeting-id': 'class-1',
            name: 'Algebra',
            'is-breakout': false,
            'parent-id': 'bbb-none',
            duration: 45,
            'create-time': createTime,
            'create-date': 'Mon Jan 05 09:00:00 UTC 2026',
            'moderator-pass': 'pears',
            'viewer-pass': 'apples',
            record: true,
            'voice-conf': voiceBridge,
            'dial-number': '613-555-1234',
            'max-users': 0,
            metadata: { 'course-name': 'Algebra' },
            audioBridge: 'bbb-webrtc-sfu',
            cameraBridge: 'bbb-webrtc-sfu',
            screenShareBridge: 'bbb-webrtc-sfu',
          },
        },
      },
    ])
  })

  test('has its end told when the time comes, with a timer only while a hook is there', async () => {
    const { simulator, clock, app } = await hooked()
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(clock.nextInMs).toBe(5 * minute)
    await clock.advance(5 * minute)
    await simulator.idle()
    expect(eventsOf(app.received).map(({ id, ts }) => [id, ts])).toEqual([
      ['meeting-created', clock.now() - 5 * minute],
      ['meeting-ended', clock.now()],
    ])
    expect(clock.pending).toBe(0)
  })

  test('is told to be over seconds after end, once everybody has left according to 3.0', async () => {
    const told = []
    for (const server of ['bbb-3.0', 'bbb-2.7'] as const) {
      const { simulator, clock, app } = await hooked({ server }, { eventID: 'user-left,meeting-ended' })
      await create(simulator, 'class-1')
      await visit(simulator, 'class-1', { userID: 'u-1' })
      await visit(simulator, 'class-1', { userID: 'u-2' })
      simulator.leave('class-1', 'u-1')
      await call(simulator, 'end', { meetingID: 'class-1', password: 'pears' })
      await call(simulator, 'end', { meetingID: 'class-1', password: 'pears' })
      await clock.advance(2999)
      await simulator.idle()
      expect(idsOf(app.received)).toEqual(['user-left'])
      await clock.advance(1)
      await simulator.idle()
      told.push(
        eventsOf(app.received).map(({ id, attributes }) => [id, attributes['user']?.['external-user-id']]),
      )
    }
    const [left, ended] = [
      ['user-left', 'u-1'],
      ['meeting-ended', undefined],
    ]
    expect(told).toEqual([
      [left, ['user-left', 'u-2'], ended],
      [left, ended],
    ])
  })

  test('can be longer than a timer of the machine, which is why the wait is split', async () => {
    const { simulator, clock, app } = await hooked({}, { eventID: 'meeting-ended' })
    await create(simulator, 'class-1', { duration: '50000' })
    await visit(simulator, 'class-1')
    expect(clock.nextInMs).toBe(24 * 60 * minute)
    await clock.advance(50_000 * minute - 1)
    expect(app.received).toEqual([])
    await clock.advance(1)
    await simulator.idle()
    expect(idsOf(app.received)).toEqual(['meeting-ended'])
  })
})
