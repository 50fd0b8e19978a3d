import { describe, expect, test } from 'vitest'
import { call, create, field, info, outcome, type Params, pair, servers, start, visit } from './support.js'

const minute = 60_000

describe('a meeting that nobody enters', () => {
  test.each([
    ['bbb-3.0', {}, 5],
    ['bbb-3.0', { meetingExpireIfNoUserJoinedInMinutes: '2' }, 2],
    ['bbb-3.0', { meetingExpireIfNoUserJoinedInMinutes: 'soon' }, 5],
    ['bbb-2.4', { meetingExpireIfNoUserJoinedInMinutes: '2' }, 5],
  ] as const)('on %s with %j is gone after %i minutes', async (server, params: Params, minutes) => {
    const { simulator, clock } = await start({ server })
    await create(simulator, 'class-1', { ...pair, ...params })
    await clock.advance(minutes * minute - 1)
    expect(outcome(await info(simulator, 'class-1'))).toBe('SUCCESS -')
    await clock.advance(1)
    expect(outcome(await info(simulator, 'class-1'))).toBe('FAILED notFound')
    expect(simulator.meetings()).toEqual([])
    expect(clock.pending).toBe(0)
  })

  test('is gone although join was called, because nobody opened the client', async () => {
    const { simulator, clock } = await start()
    await create(simulator, 'class-1')
    await call(simulator, 'join', {
      fullName: 'Ada',
      meetingID: 'class-1',
      role: 'MODERATOR',
      redirect: 'false',
    })
    await clock.advance(5 * minute)
    expect(simulator.meeting('class-1')).toBeUndefined()
  })
})

describe('a meeting whose last user left', () => {
  test.each([
    ['bbb-3.0', {}, 2],
    ['bbb-3.0', { meetingExpireWhenLastUserLeftInMinutes: '10' }, 11],
    ['bbb-2.4', { meetingExpireWhenLastUserLeftInMinutes: '10' }, 2],
  ] as const)(
    'on %s with %j runs for the user time-out and is gone after %i minutes',
    async (server, params: Params, minutes) => {
      const { simulator, clock } = await start({ server })
      await create(simulator, 'class-1', { ...pair, ...params })
      await visit(simulator, 'class-1', { userID: 'u-1' })
      await clock.advance(30 * minute)
      simulator.leave('class-1', 'u-1')
      const running = async () =>
        field(await call(simulator, 'isMeetingRunning', { meetingID: 'class-1' }), 'running')
      await clock.advance(minute - 1)
      expect(await running()).toBe('true')
      await clock.advance(1)
      expect(await running()).toBe('false')
      expect(field(await info(simulator, 'class-1'), 'hasUserJoined')).toBe('true')
      await clock.advance((minutes - 1) * minute - 1)
      expect(simulator.meeting('class-1')).toMatchObject({ running: false, hasUserJoined: true })
      await clock.advance(1)
      expect(simulator.meeting('class-1')).toBeUndefined()
    },
  )

  test('stays for ever when it is told never to expire', async () => {
    const { simulator, clock } = await start()
    await create(simulator, 'class-1', { meetingExpireWhenLastUserLeftInMinutes: '0' })
    await visit(simulator, 'class-1', { userID: 'u-1' })
    simulator.leave('class-1', 'u-1')
    await clock.advance(24 * 60 * minute)
    expect(simulator.meeting('class-1')).toMatchObject({ running: false })
  })

  test('stays when somebody comes back in time', async () => {
    const { simulator, clock } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'u-1' })
    simulator.leave('class-1', 'u-1')
    await clock.advance(minute + 1)
    await visit(simulator, 'class-1', { userID: 'u-1' })
    await clock.advance(60 * minute)
    expect(simulator.meeting('class-1')).toMatchObject({ running: true })
  })
})

describe('a meeting with a duration', () => {
  test('is gone at the limit, with everybody in it', async () => {
    const { simulator, clock } = await start()
    await create(simulator, 'class-1', { duration: '45' })
    await visit(simulator, 'class-1')
    await clock.advance(45 * minute - 1)
    expect(simulator.meeting('class-1')?.attendees).toHaveLength(1)
    await clock.advance(1)
    expect(simulator.meeting('class-1')).toBeUndefined()
  })
})

describe('end', () => {
  test.each(servers)('is accepted at once on %s and done seconds later', async (server) => {
    const { simulator, clock } = await start({ server })
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    const end = () => call(simulator, 'end', { meetingID: 'class-1', password: 'pears' })
    expect(outcome(await end())).toBe('SUCCESS sentEndMeetingRequest')
    expect(simulator.meeting('class-1')).toMatchObject({ ended: true, attendees: [] })
    const during = await info(simulator, 'class-1')
    expect([field(during, 'hasBeenForciblyEnded'), field(during, 'endTime')]).toEqual(['true', '0'])
    await clock.advance(2999)
    expect(outcome(await end())).toBe('SUCCESS sentEndMeetingRequest')
    await clock.advance(1)
    expect(outcome(await info(simulator, 'class-1'))).toBe('FAILED notFound')
    expect(outcome(await end())).toBe(server === 'bbb-2.4' ? 'FAILED invalidPassword' : 'FAILED notFound')
  })

  test('takes as long as the test says', async () => {
    const { simulator } = await start({ endDelayMs: 0 })
    await create(simulator, 'class-1')
    await call(simulator, 'end', { meetingID: 'class-1' })
    expect(simulator.meeting('class-1')).toBeUndefined()
  })

  test('shuts the door: join says that the meeting was ended', async () => {
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      await call(simulator, 'end', { meetingID: 'class-1', password: 'pears' })
      expect((await visit(simulator, 'class-1')).errorKey).toBe('meetingForciblyEnded')
    }
  })

  test('lets create make a new meeting at once, with another create time, which a second end would end', async () => {
    const { simulator, clock } = await start()
    const first = await create(simulator, 'class-1', { ...pair, voiceBridge: '71234' })
    await call(simulator, 'end', { meetingID: 'class-1' })
    const second = await create(simulator, 'class-1', { ...pair, voiceBridge: '71234' })
    expect(outcome(second)).toBe('SUCCESS ')
    expect(Number(field(second, 'createTime'))).toBeGreaterThan(Number(field(first, 'createTime')))
    expect(simulator.meetings().map(({ ended }) => ended)).toEqual([true, false])
    expect((await visit(simulator, 'class-1')).entered).toBe(true)
    expect(simulator.meeting('class-1')?.ended).toBe(false)
    await clock.advance(3000)
    expect(simulator.meetings()).toHaveLength(1)
    await call(simulator, 'end', { meetingID: 'class-1' })
    expect(simulator.meeting('class-1')?.ended).toBe(true)
    expect(simulator.created).toBe(2)
  })

  test.each([
    [{}, 'FAILED invalidPassword', 'SUCCESS sentEndMeetingRequest'],
    [{ password: 'apples' }, 'FAILED invalidPassword', 'SUCCESS sentEndMeetingRequest'],
    [{ password: 'pears' }, 'SUCCESS sentEndMeetingRequest', 'SUCCESS sentEndMeetingRequest'],
    [{ meetingID: 'nobody' }, 'FAILED invalidPassword', 'FAILED notFound'],
    [{ meetingID: '' }, 'FAILED invalidPassword', 'FAILED sizeError'],
  ])('with %j: %s on 2.4, %s on 3.0', async (params, on24, on30) => {
    const outcomes = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      outcomes.push(outcome(await call(simulator, 'end', { meetingID: 'class-1', ...params })))
    }
    expect(outcomes).toEqual([on24, on30])
  })
})
