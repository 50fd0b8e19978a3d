import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TokenBucket } from '../../src/resilience/token-bucket.js'
import { TestClock } from '../../src/testing/test-clock.js'

describe('a token bucket', () => {
  it('is full at first and refills evenly', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, clock)
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
    await clock.advance(99)
    expect(bucket.take()).toBe(false)
    await clock.advance(1)
    expect([bucket.take(), bucket.take()]).toEqual([true, false])
    await clock.advance(60_000)
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
  })

  it('says how long there is to wait', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 3, burst: 1 }, clock)
    expect(bucket.waitMs()).toBe(0)
    bucket.take()
    expect(bucket.waitMs()).toBe(334)
    await clock.advance(334)
    expect(bucket.waitMs()).toBe(0)
    expect(bucket.take()).toBe(true)
  })

  it('says how long there is to wait for those who come after others', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, clock)
    expect([0, 19, 20, 199].map((ahead) => bucket.waitMs(ahead))).toEqual([0, 0, 100, 18_000])
    for (let taken = 0; taken < 20; taken += 1) bucket.take()
    expect([0, 1, 9].map((ahead) => bucket.waitMs(ahead))).toEqual([100, 200, 1_000])
    await clock.advance(50)
    expect([0, 1, 9].map((ahead) => bucket.waitMs(ahead))).toEqual([50, 150, 950])
  })

  it('has nothing while it is paused, and then one', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, clock)
    bucket.pause(3_000)
    expect([bucket.waitMs(), bucket.waitMs(1), bucket.take()]).toEqual([3_000, 3_100, false])
    await clock.advance(2_999)
    expect([bucket.waitMs(), bucket.take()]).toEqual([1, false])
    await clock.advance(1)
    expect([bucket.take(), bucket.take()]).toEqual([true, false])
    await clock.advance(100)
    expect([bucket.take(), bucket.take()]).toEqual([true, false])
  })

  it('gains no token by a pause that is shorter than the time a token takes', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, clock)
    bucket.pause(10)
    expect(bucket.waitMs()).toBe(100)
    await clock.advance(99)
    expect(bucket.take()).toBe(false)
    await clock.advance(1)
    expect(bucket.take()).toBe(true)
  })

  it('stays paused for the longest of several pauses', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, clock)
    bucket.pause(3_000)
    bucket.pause(500)
    expect(bucket.waitMs()).toBe(3_000)
  })

  it('refills more slowly when it is told to, and counts on the full rate further ahead', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, clock)
    bucket.slowTo(0.5)
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
    expect([bucket.waitMs(), bucket.waitMs(2)]).toEqual([200, 400])
    await clock.advance(100)
    // What has come in until now stays.
    bucket.slowTo(1)
    expect(bucket.waitMs()).toBe(50)
  })

  it('goes on when the clock is set back', () => {
    let now = 1_000_000
    const clock = { now: () => now, after: () => () => undefined }
    const bucket = new TokenBucket({ perSecond: 10, burst: 1 }, clock)
    bucket.take()
    now -= 600_000
    expect(bucket.take()).toBe(false)
    now += 100
    expect(bucket.take()).toBe(true)
    bucket.pause(1_000)
    now -= 600_000
    expect(bucket.waitMs()).toBe(1_000)
    now += 1_000
    expect(bucket.take()).toBe(true)
  })

  it('without a limit never refuses, unless it is paused', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket('unlimited', clock)
    bucket.slowTo(0.1)
    for (let count = 0; count < 1_000; count += 1) expect(bucket.take()).toBe(true)
    expect([bucket.waitMs(), bucket.waitMs(500)]).toEqual([0, 0])
    bucket.pause(200)
    expect([bucket.take(), bucket.waitMs(), bucket.waitMs(500)]).toEqual([false, 200, 200])
    await clock.advance(200)
    for (let count = 0; count < 1_000; count += 1) expect(bucket.take()).toBe(true)
  })

  it('never gives out more than its burst and its rate allow in any window, whatever slows it', async () => {
    const step = fc.oneof(
      fc.record({ ms: fc.integer({ min: 0, max: 500 }), asks: fc.integer({ min: 0, max: 30 }) }),
      fc.record({ pause: fc.integer({ min: 0, max: 300 }) }),
      fc.record({ share: fc.double({ min: 0.05, max: 1, noNaN: true }) }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(step, { maxLength: 40 }),
        async (perSecond, burst, steps) => {
          const clock = new TestClock()
          const bucket = new TokenBucket({ perSecond, burst }, clock)
          const given: number[] = []
          for (const step of steps) {
            if ('pause' in step) bucket.pause(step.pause)
            else if ('share' in step) bucket.slowTo(step.share)
            else {
              await clock.advance(step.ms)
              for (let ask = 0; ask < step.asks; ask += 1) if (bucket.take()) given.push(clock.now())
            }
          }
          for (const [first, from] of given.entries())
            for (const [last, to] of given.entries()) {
              if (last < first) continue
              const allowed = burst + ((to - from) * perSecond) / 1_000
              expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-6)
            }
          await clock.advance(bucket.waitMs())
          expect(bucket.take()).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})
