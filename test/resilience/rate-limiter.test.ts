import { getEventListeners } from 'node:events'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { RateLimiter, type TurnOptions } from '../../src/resilience/rate-limiter.js'
import { TestClock } from '../../src/testing/test-clock.js'

const patient: TurnOptions = {
  signal: new AbortController().signal,
  remainingMs: Number.POSITIVE_INFINITY,
}

describe('a rate limiter', () => {
  it('lets callers through in the order of asking, at its pace', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 10, burst: 2 }, clock)
    const passed: string[] = []
    for (const name of ['a', 'b', 'c', 'd']) void limiter.acquire(patient).then(() => passed.push(name))
    await clock.advance(0)
    expect(passed).toEqual(['a', 'b'])
    await clock.advance(99)
    expect(passed).toEqual(['a', 'b'])
    await clock.advance(1)
    expect(passed).toEqual(['a', 'b', 'c'])
    await clock.advance(100)
    expect(passed).toEqual(['a', 'b', 'c', 'd'])
    expect(clock.pending).toBe(0)
  })

  it('lets nobody pass those who wait', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, clock)
    expect(limiter.tryAcquire()).toBe(true)
    expect(limiter.tryAcquire()).toBe(false)
    const waiting = limiter.acquire(patient)
    await clock.advance(999)
    expect(limiter.tryAcquire()).toBe(false)
    await clock.advance(1)
    await waiting
    expect(limiter.tryAcquire()).toBe(false)
    await clock.advance(1_000)
    expect(limiter.tryAcquire()).toBe(true)
  })

  it('lets those who go again before the others, in the order in which they came back', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 10, burst: 1 }, clock)
    limiter.tryAcquire()
    const passed: string[] = []
    for (const name of ['a', 'b']) void limiter.acquire(patient).then(() => passed.push(name))
    for (const name of ['again-1', 'again-2'])
      void limiter.acquire({ ...patient, again: true }).then(() => passed.push(name))
    expect([limiter.waitMs(true), limiter.waitMs()]).toEqual([300, 500])
    await clock.advance(400)
    expect(passed).toEqual(['again-1', 'again-2', 'a', 'b'])
    expect(clock.pending).toBe(0)
  })

  it('forgets a caller who gives up, and gives the turn to the next', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, clock)
    limiter.tryAcquire()
    const controller = new AbortController()
    const leaving = limiter.acquire({ ...patient, signal: controller.signal })
    const staying = limiter.acquire(patient)
    controller.abort()
    await expect(leaving).rejects.toMatchObject({ code: 'aborted', effect: 'none' })
    await clock.advance(1_000)
    await expect(staying).resolves.toBeUndefined()
  })

  it('leaves no timer behind when the last one gives up', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, clock)
    limiter.tryAcquire()
    const controller = new AbortController()
    const leaving = limiter.acquire({ ...patient, signal: controller.signal })
    expect(clock.pending).toBe(1)
    controller.abort()
    await expect(leaving).rejects.toMatchObject({ code: 'aborted' })
    expect(clock.pending).toBe(0)
    await expect(limiter.acquire({ ...patient, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
      effect: 'none',
    })
    const next = limiter.acquire(patient)
    await clock.advance(1_000)
    await next
  })

  it('refuses at once whose turn certainly comes too late, and says when it would have come', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 10, burst: 1 }, clock)
    limiter.tryAcquire()
    const waiting = [1, 2, 3].map(() => limiter.acquire(patient))
    const late = limiter.acquire({ ...patient, remainingMs: 400 })
    await expect(late).rejects.toMatchObject({
      code: 'rate-limited',
      retryable: true,
      retryAfterMs: 400,
      effect: 'none',
    })
    const inTime = limiter.acquire({ ...patient, remainingMs: 401 })
    await clock.advance(400)
    await Promise.all([...waiting, inTime])
    expect(clock.pending).toBe(0)
  })

  it('tells those who wait when the vendor’s pause makes it certain that they wait in vain', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 10, burst: 1 }, clock)
    limiter.tryAcquire()
    const hurried = limiter.acquire({ ...patient, remainingMs: 2_000 })
    const other = limiter.acquire(patient)
    limiter.throttled(limiter.bucket.epoch, 2_000)
    await expect(hurried).rejects.toMatchObject({ code: 'rate-limited', effect: 'none' })
    await clock.advance(2_100)
    await other
    const last = limiter.acquire({ ...patient, remainingMs: 2_000 })
    limiter.throttled(limiter.bucket.epoch, 2_000)
    await expect(last).rejects.toMatchObject({ code: 'rate-limited' })
    expect(clock.pending).toBe(0)
  })

  it('refuses everybody who waits when it is told to', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, clock)
    limiter.tryAcquire()
    const waiting = [limiter.acquire(patient), limiter.acquire({ ...patient, again: true })]
    limiter.refuseAll(new MeetingError({ code: 'not-configured', message: 'closed' }))
    for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'not-configured' })
    expect(clock.pending).toBe(0)
  })

  it('without a limit lets everybody through at once, and pauses when the vendor throttles', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter('unlimited', clock)
    expect(limiter.tryAcquire()).toBe(true)
    await limiter.acquire(patient)
    limiter.throttled(limiter.bucket.epoch, 500)
    expect(limiter.tryAcquire()).toBe(false)
    const waiting = [1, 2, 3].map(() => limiter.acquire(patient))
    await clock.advance(600)
    await Promise.all(waiting)
    expect(clock.pending).toBe(0)
  })

  it('ends every wait, by a turn or by leaving, and keeps nothing of anybody', async () => {
    const caller = fc.record({
      afterMs: fc.integer({ min: 0, max: 300 }),
      remainingMs: fc.integer({ min: 0, max: 3_000 }),
      again: fc.boolean(),
      abortsAfterMs: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined }),
      throttled: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(caller, { maxLength: 40 }),
        async (perSecond, burst, callers) => {
          const clock = new TestClock()
          const limiter = new RateLimiter({ perSecond, burst }, clock)
          const signals: AbortSignal[] = []
          const ends: Promise<string>[] = []
          for (const { afterMs, remainingMs, again, abortsAfterMs, throttled } of callers) {
            await clock.advance(afterMs)
            const controller = new AbortController()
            signals.push(controller.signal)
            // As the facade does it: the signal fires at the time limit, too.
            clock.after(Math.min(abortsAfterMs ?? remainingMs, remainingMs), () => controller.abort())
            const { epoch } = limiter.bucket
            ends.push(
              limiter.acquire({ signal: controller.signal, remainingMs, again }).then(
                () => {
                  if (throttled) limiter.throttled(epoch)
                  else limiter.bucket.passed(epoch)
                  return 'admitted'
                },
                (error: MeetingError) => error.code,
              ),
            )
          }
          await clock.advance(3_000)
          for (const end of await Promise.all(ends))
            expect(['admitted', 'aborted', 'rate-limited']).toContain(end)
          expect(clock.pending).toBe(0)
          expect(signals.flatMap((signal) => getEventListeners(signal, 'abort'))).toEqual([])
        },
      ),
      { numRuns: 50 },
    )
  })
})
