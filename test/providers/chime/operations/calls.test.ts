import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { call, failure, nobody, operationsOn, startBench } from './support.js'

describe('a call of an operation', () => {
  it('ends at its time limit', async () => {
    const clock = new TestClock()
    const { simulator } = await startBench()
    const chime = operationsOn(simulator, {}, clock)
    simulator.stage({ kind: 'hang', times: 2 })
    const read = failure(chime.getMeeting({ MeetingId: nobody }))
    await clock.advance(60_000)
    expect(await read).toMatchObject({
      code: 'timeout',
      effect: 'none',
      retryable: true,
      operation: 'GetMeeting',
    })
    const written = failure(chime.deleteMeeting({ MeetingId: nobody }, { timeoutMs: 5_000 }))
    while (simulator.callsTo('DeleteMeeting') === 0) await clock.advance(0)
    await clock.advance(5_000)
    expect(await written).toMatchObject({ code: 'timeout', effect: 'unknown', retryable: true })
    expect(clock.pending).toBe(0)
  })

  it('ends with its signal, and leaves nothing behind', async () => {
    const clock = new TestClock()
    const { simulator } = await startBench()
    const chime = operationsOn(simulator, {}, clock)
    const { signal } = new AbortController()
    const gone = AbortSignal.abort()
    expect(await failure(chime.getMeeting({ MeetingId: nobody }, { signal: gone }))).toMatchObject({
      code: 'aborted',
      effect: 'none',
    })
    expect(simulator.requests).toHaveLength(0)
    simulator.stage({ kind: 'hang' })
    const controller = new AbortController()
    const work = failure(chime.deleteMeeting({ MeetingId: nobody }, { signal: controller.signal }))
    while (simulator.callsTo('DeleteMeeting') === 0) await clock.advance(0)
    controller.abort()
    expect(await work).toMatchObject({ code: 'aborted', effect: 'unknown' })
    expect((await failure(chime.getMeeting({ MeetingId: nobody }, { signal }))).code).toBe('not-found')
    expect(clock.pending).toBe(0)
  })

  it('waits for its turn, and its time counts meanwhile', async () => {
    const clock = new TestClock()
    const { simulator } = await startBench()
    const chime = operationsOn(simulator, { rateLimit: { perSecond: 1, burst: 1 } }, clock)
    await failure(chime.getMeeting({ MeetingId: nobody }))
    const waiting = failure(chime.getMeeting({ MeetingId: nobody }))
    const controller = new AbortController()
    const leaving = failure(chime.getMeeting({ MeetingId: nobody }, { signal: controller.signal }))
    controller.abort()
    expect(await leaving).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(simulator.callsTo('GetMeeting')).toBe(1)
    expect((await clock.settle(waiting)).code).toBe('not-found')
    const late = await failure(chime.getMeeting({ MeetingId: nobody }, { timeoutMs: 10 }))
    expect(late).toMatchObject({ code: 'rate-limited', effect: 'none' })
    expect(simulator.callsTo('GetMeeting')).toBe(2)
  })

  it('is repeated once where that is certainly safe', async () => {
    const clock = new TestClock()
    const { simulator } = await startBench()
    const chime = operationsOn(simulator, {}, clock)
    simulator.throwNext('CreateMeeting', 'ServiceUnavailableException')
    const input = { ExternalMeetingId: 'class-42', MediaRegion: 'us-east-1' }
    await clock.settle(chime.createMeeting(input))
    simulator.throwNext('CreateMeeting', 'ServiceFailureException')
    expect((await failure(chime.createMeeting(input))).effect).toBe('unknown')
    expect(simulator.created).toBe(1)
  })

  it.each([
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: 600_001 }, 'timeoutMs'],
    [{ signal: 'now' }, 'signal'],
    [{ strict: true }, 'strict'],
  ])('refuses the options %j', async (options, path) => {
    const { simulator, chime } = await startBench()
    const error = await failure(call(chime, 'GetMeeting', { MeetingId: nobody }, options as object))
    expect(error).toMatchObject({ code: 'invalid-request', problems: [{ path }] })
    expect(simulator.requests).toHaveLength(0)
  })
})
