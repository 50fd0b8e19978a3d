import { describe, expect, it } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { RateLimiter } from '../../src/resilience/rate-limiter.js'
import { TestClock } from '../../src/testing/test-clock.js'

const never = new AbortController().signal

describe('a rate limiter', () => {
  it('lets callers through in the order of asking, at its pace', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 10, burst: 2 }, clock)
    const passed: string[] = []
    for (const name of ['a', 'b', 'c', 'd']) void limiter.acquire(never).then(() => passed.push(name))
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
    const waiting = limiter.acquire(never)
    await clock.advance(999)
    expect(limiter.tryAcquire()).toBe(false)
    await clock.advance(1)
    await waiting
    expect(limiter.tryAcquire()).toBe(false)
    await clock.advance(1_000)
    expect(limiter.tryAcquire()).toBe(true)
  })

  it('forgets a caller who gives up, and gives the turn to the next', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, clock)
    limiter.tryAcquire()
    const controller = new AbortController()
    const leaving = limiter.acquire(controller.signal)
    const staying = limiter.acquire(never)
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
    const leaving = limiter.acquire(controller.signal)
    expect(clock.pending).toBe(1)
    controller.abort()
    await expect(leaving).rejects.toMatchObject({ code: 'aborted' })
    expect(clock.pending).toBe(0)
    await expect(limiter.acquire(AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
      effect: 'none',
    })
    const next = limiter.acquire(never)
    await clock.advance(1_000)
    await next
  })

  it('starts from nothing after it was drained', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 10, burst: 20 }, clock)
    limiter.drain()
    expect(limiter.tryAcquire()).toBe(false)
    await clock.advance(100)
    expect(limiter.tryAcquire()).toBe(true)
  })

  it('refuses everybody who waits when it is told to', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, clock)
    limiter.tryAcquire()
    const waiting = [limiter.acquire(never), limiter.acquire(never)]
    limiter.refuseAll(new MeetingError({ code: 'not-configured', message: 'closed' }))
    for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'not-configured' })
    expect(clock.pending).toBe(0)
  })

  it('without a limit lets everybody through at once', async () => {
    const limiter = new RateLimiter('unlimited', new TestClock())
    expect(limiter.tryAcquire()).toBe(true)
    await limiter.acquire(never)
  })
})
