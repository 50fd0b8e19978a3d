import { describe, expect, test } from 'vitest'
import { startBbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import { call, create, info, link, outcome, send, start, visit } from './support.js'

describe('the simulator', () => {
  test('can be started with nothing: 3.0, a fixed secret, the time of the machine', async () => {
    const simulator = await startBbbSimulator()
    try {
      expect(simulator.server).toBe('bbb-3.0')
      expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/bigbluebutton\/$/)
      expect(simulator.secret).not.toBe('')
      const before = Date.now()
      await create(simulator, 'class-1')
      expect(simulator.meeting('class-1')?.createTime).toBeGreaterThanOrEqual(before)
    } finally {
      await simulator.close()
    }
  })

  test('shares nothing with another one', async () => {
    const { simulator: one } = await start()
    const { simulator: two } = await start()
    await create(one, 'class-1')
    await visit(one, 'class-1')
    one.stage({ kind: 'answer', status: 503, times: Number.POSITIVE_INFINITY })
    expect(outcome(await info(two, 'class-1'))).toBe('FAILED notFound')
    expect([two.created, two.meetings().length, two.requests.length]).toEqual([0, 0, 1])
  })

  test('forgets meetings, faults, counts and the log on reset, and goes on', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const { createTime } = simulator.meeting('class-1')!
    simulator.stage({ kind: 'cut' })
    simulator.reset()
    expect([simulator.meetings().length, simulator.created, simulator.requests.length]).toEqual([0, 0, 0])
    expect(outcome(await create(simulator, 'class-1'))).toBe('SUCCESS ')
    expect(simulator.meeting('class-1')!.createTime).toBeGreaterThan(createTime)
  })

  test('logs what it received, by call', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await info(simulator, 'class-1')
    await info(simulator, 'class-1')
    expect([
      simulator.callsTo('create'),
      simulator.callsTo('getMeetingInfo'),
      simulator.callsTo('end'),
    ]).toEqual([1, 2, 0])
    expect(simulator.requests[0]?.target).toContain(
      '/bigbluebutton/api/create?name=Algebra&meetingID=class-1',
    )
  })

  test('spoils the answer of a create that it has processed', async () => {
    const { simulator } = await start()
    simulator.stage({ kind: 'cut', when: 'create', processed: true })
    await expect(create(simulator, 'class-1')).rejects.toThrow()
    expect(simulator.created).toBe(1)
    expect(outcome(await create(simulator, 'class-1'))).toBe('SUCCESS duplicateWarning')
  })

  test('gives snapshots that later events do not change', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const before = simulator.meeting('class-1')
    await visit(simulator, 'class-1')
    expect(before?.attendees).toEqual([])
    expect(simulator.meeting('class-1')?.attendees).toHaveLength(1)
  })

  test('ignores leaving and forgetting where there is nobody and nothing', async () => {
    const { simulator } = await start()
    simulator.leave('nobody', 'u-1')
    simulator.forget('nobody')
    await create(simulator, 'class-1')
    simulator.leave('class-1', 'u-1')
    expect(simulator.meeting('class-1')).toMatchObject({ attendees: [], hasUserJoined: false })
  })

  test('rejects a visit when the connection fails, and is closed once it is closed', async () => {
    const { simulator } = await start()
    const joinLink = link(simulator, 'join', { fullName: 'Ada', meetingID: 'class-1' })
    simulator.stage({ kind: 'cut', when: 'join' })
    await expect(simulator.visit(joinLink)).rejects.toThrow()
    await simulator.close()
    await simulator.close()
    await expect(send(simulator, '/bigbluebutton/api')).rejects.toThrow()
    await expect(call(simulator, 'getMeetings')).rejects.toThrow()
  })
})
