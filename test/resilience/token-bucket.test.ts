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

  it('has nothing after it was drained', async () => {
    const clock = new TestClock()
    const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, clock)
    bucket.drain()
    expect(bucket.take()).toBe(false)
    await clock.advance(100)
    expect(bucket.take()).toBe(true)
  })

  it('goes on when the clock is set back', async () => {
    let now = 1_000_000
    const bucket = new TokenBucket(
      { perSecond: 10, burst: 1 },
      { now: () => now, after: () => () => undefined },
    )
    bucket.take()
    now -= 600_000
    expect(bucket.take()).toBe(false)
    now += 100
    expect(bucket.take()).toBe(true)
  })

  it('without a limit never refuses', () => {
    const bucket = new TokenBucket('unlimited', new TestClock())
    bucket.drain()
    for (let count = 0; count < 1_000; count += 1) expect(bucket.take()).toBe(true)
    expect(bucket.waitMs()).toBe(0)
  })

  it('never gives out more than its burst and its rate allow, whenever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.record({ ms: fc.integer({ min: 0, max: 500 }), asks: fc.integer({ min: 0, max: 30 }) }), {
          maxLength: 30,
        }),
        async (perSecond, burst, steps) => {
          const clock = new TestClock()
          const bucket = new TokenBucket({ perSecond, burst }, clock)
          let elapsed = 0
          let given = 0
          for (const { ms, asks } of steps) {
            await clock.advance(ms)
            elapsed += ms
            for (let ask = 0; ask < asks; ask += 1) if (bucket.take()) given += 1
            expect(given).toBeLessThanOrEqual(burst + (elapsed * perSecond) / 1_000 + 1e-6)
          }
          await clock.advance(bucket.waitMs())
          expect(bucket.take()).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})
