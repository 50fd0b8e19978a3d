import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AdaptiveBucket } from '../../src/resilience/adaptive-bucket.js'
import type { RateLimit } from '../../src/resilience/token-bucket.js'
import { TestClock } from '../../src/testing/test-clock.js'

const quota = { perSecond: 10, burst: 20 }
/** The longest pauses, so that they can be told. */
const almostOne = (): number => 1 - 1e-12

function bucketOf(
  limit: RateLimit | 'unlimited' = quota,
  random: () => number = almostOne,
): { clock: TestClock; bucket: AdaptiveBucket } {
  const clock = new TestClock()
  return { clock, bucket: new AdaptiveBucket(limit, clock, random) }
}

/** Milliseconds between this token and the next. */
async function interval(clock: TestClock, bucket: AdaptiveBucket): Promise<number> {
  await clock.advance(bucket.waitMs())
  expect(bucket.take()).toBe(true)
  return bucket.waitMs()
}

describe('an adaptive bucket', () => {
  it('is empty after a call was throttled, pauses, and gives its tokens out more slowly from then on', async () => {
    const { clock, bucket } = bucketOf()
    expect(bucket.take()).toBe(true)
    bucket.throttled(bucket.epoch)
    expect(bucket.take()).toBe(false)
    // The pause of 100 ms is over before a token has come in: five a second are left of ten.
    expect(bucket.waitMs()).toBe(200)
    expect(await interval(clock, bucket)).toBe(200)
  })

  it('pauses for as long as the vendor asks, and a little longer', () => {
    const { bucket } = bucketOf()
    bucket.throttled(bucket.epoch, 3_000)
    expect(bucket.waitMs()).toBe(3_100)
    const { bucket: early } = bucketOf(quota, () => 0)
    early.throttled(early.epoch, 3_000)
    expect(early.waitMs()).toBe(3_050)
  })

  it('believes the longest of several answers', () => {
    const { bucket } = bucketOf()
    const { epoch } = bucket
    bucket.throttled(epoch, 1_000)
    bucket.throttled(epoch, 5_000)
    bucket.throttled(epoch, 2_000)
    expect(bucket.waitMs()).toBe(5_100)
  })

  it('looks again after a minute, whatever the vendor asks', () => {
    const { bucket } = bucketOf()
    bucket.throttled(bucket.epoch, 86_400_000)
    expect(bucket.waitMs()).toBe(60_100)
  })

  it('doubles the pause where the vendor names no time, up to 1.6 s, until a call passes', async () => {
    const { clock, bucket } = bucketOf('unlimited')
    const pauses: number[] = []
    const throttle = async (): Promise<void> => {
      bucket.throttled(bucket.epoch)
      pauses.push(bucket.waitMs())
      await clock.advance(bucket.waitMs())
    }
    for (let count = 0; count < 8; count += 1) await throttle()
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, 1_600, 1_600, 1_600])
    bucket.passed(bucket.epoch)
    await throttle()
    expect(pauses.at(-1)).toBe(100)
  })

  it('spreads its pauses, so that processes which were refused together do not return together', () => {
    const pauses = [0, 0.25, 0.5, 0.75].map((share) => {
      const { bucket } = bucketOf('unlimited', () => share)
      bucket.throttled(bucket.epoch)
      return bucket.waitMs()
    })
    expect(pauses).toEqual([50, 63, 75, 88])
  })

  it('takes the answers to calls that were under way together for one', async () => {
    const { clock, bucket } = bucketOf()
    const { epoch } = bucket
    for (let sent = 0; sent < 20; sent += 1) bucket.throttled(epoch)
    expect(bucket.waitMs()).toBe(200)
    // Nor do those that were let through before speak against it.
    for (let sent = 0; sent < 20; sent += 1) bucket.passed(epoch)
    expect(await interval(clock, bucket)).toBe(200)
  })

  it('grows back to its full rate while calls pass, and not beyond', async () => {
    const { clock, bucket } = bucketOf()
    for (let count = 0; count < 3; count += 1) bucket.throttled(bucket.epoch)
    expect(await interval(clock, bucket)).toBe(800)
    const intervals: number[] = []
    for (let count = 0; count < 12; count += 1) {
      intervals.push(await interval(clock, bucket))
      bucket.passed(bucket.epoch)
    }
    expect(intervals).toEqual([...intervals].sort((one, other) => other - one))
    expect(intervals.at(-1)).toBe(100)
  })

  it('always keeps a tenth of its rate', async () => {
    const { clock, bucket } = bucketOf()
    for (let count = 0; count < 100; count += 1) bucket.throttled(bucket.epoch)
    expect(await interval(clock, bucket)).toBe(1_000)
  })

  it('never gives out more than burst and rate allow in any window, and always has a token in the end', async () => {
    const step = fc.oneof(
      fc.record({ ms: fc.integer({ min: 0, max: 500 }), calls: fc.integer({ min: 0, max: 30 }) }),
      fc.record({
        throttled: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined }),
        late: fc.boolean(),
      }),
      fc.record({ passed: fc.integer({ min: 0, max: 10 }) }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(step, { maxLength: 40 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (perSecond, burst, steps, jitter) => {
          const { clock, bucket } = bucketOf({ perSecond, burst }, () => jitter)
          const given: number[] = []
          for (const step of steps) {
            if ('throttled' in step) bucket.throttled(bucket.epoch - (step.late ? 1 : 0), step.throttled)
            else if ('passed' in step)
              for (let count = 0; count < step.passed; count += 1) bucket.passed(bucket.epoch)
            else {
              await clock.advance(step.ms)
              for (let call = 0; call < step.calls; call += 1) if (bucket.take()) given.push(clock.now())
            }
          }
          for (const [first, from] of given.entries()) {
            const window = (given.at(-1) ?? from) - from
            const allowed = burst + (window * perSecond) / 1_000
            expect(given.length - first).toBeLessThanOrEqual(allowed + 1e-6)
          }
          // A tenth of the rate is left at least.
          expect(bucket.waitMs()).toBeLessThanOrEqual(Math.max(1_600, 10_000 / perSecond) + 2_100)
          await clock.advance(bucket.waitMs())
          expect(bucket.take()).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})
