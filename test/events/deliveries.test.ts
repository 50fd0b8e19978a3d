import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Deliveries } from '../../src/events/deliveries.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Store } from '../../src/ports/store.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { turns } from './support.js'

const KEEP_MS = 1_000_000

function world() {
  const clock = new TestClock()
  const store = memoryStore(clock)
  return { clock, store, process: (of: Store = store) => new Deliveries(of, clock, 'event:') }
}

async function claimed(deliveries: Deliveries, id = 'a') {
  const claim = await deliveries.claim(id)
  if (typeof claim === 'string') throw new Error(`it is ${claim}`)
  return claim
}

describe('deliveries', () => {
  test('are claimed by one of many at the same time', async () => {
    const w = world()
    const processes = Array.from({ length: 10 }, () => w.process())
    const claims = await Promise.all(processes.map((one) => one.claim('a')))
    expect(claims.filter((claim) => typeof claim === 'object')).toHaveLength(1)
    expect(claims.filter((claim) => claim === 'busy')).toHaveLength(9)
  })

  test('remember since when they fail, whoever claims them next', async () => {
    const w = world()
    const first = w.process()
    const claim = await claimed(first)
    expect(claim.since).toBeUndefined()
    await first.release(claim, 17, KEEP_MS)
    const second = w.process()
    const again = await claimed(second)
    expect(again.since).toBe(17)
    expect(await first.claim('a')).toBe('busy')
    await second.release(again, 17, KEEP_MS)
    expect((await claimed(first)).since).toBe(17)
  })

  test('are not given back by who has lost them', async () => {
    const w = world()
    const late = w.process({
      ...w.store,
      swap: async (key, from, to, ttlMs) => from !== to && w.store.swap(key, from, to, ttlMs),
    })
    const lost = await claimed(late)
    await w.clock.advance(60_000)
    const next = w.process()
    const claim = await claimed(next)
    await late.release(lost, 17, KEEP_MS)
    expect(await w.process().claim('a')).toBe('busy')
    await next.done(claim, KEEP_MS)
    expect(await late.claim('a')).toBe('done')
  })

  test('are done, also where who has done them had lost them', async () => {
    const w = world()
    const late = w.process({
      ...w.store,
      swap: async (key, from, to, ttlMs) => from !== to && w.store.swap(key, from, to, ttlMs),
    })
    const lost = await claimed(late)
    await w.clock.advance(60_000)
    const next = w.process()
    const claim = await claimed(next)
    await late.done(lost, KEEP_MS)
    await next.release(claim, 17, KEEP_MS)
    expect(await next.claim('a')).toBe('done')
  })

  test('are had by who was told false about a swap that its client had sent twice', async () => {
    const w = world()
    const twice: Store = {
      ...w.store,
      async swap(key, from, to, ttlMs) {
        await w.store.swap(key, from, to, ttlMs)
        return w.store.swap(key, from, to, ttlMs)
      },
    }
    const deliveries = w.process(twice)
    const claim = await claimed(deliveries)
    await deliveries.release(claim, 17, KEEP_MS)
    expect((await claimed(deliveries)).since).toBe(17)
    expect(await w.process().claim('a')).toBe('busy')
  })

  test('are given up as busy where they change whenever they are looked at', async () => {
    const w = world()
    let count = 0
    const restless: Store = { ...w.store, swap: async () => false, get: async () => `f:${count++}` }
    expect(await w.process(restless).claim('a')).toBe('busy')
    expect(count).toBeLessThan(10)
  })

  test('are kept for as long as work on them lasts, and nothing is left afterwards', async () => {
    const w = world()
    const deliveries = w.process()
    const claims = await Promise.all(['a', 'b'].map((id) => claimed(deliveries, id)))
    await w.clock.advance(500_000)
    expect(await w.process().claim('a')).toBe('busy')
    const [first, second] = claims
    if (first === undefined || second === undefined) throw new Error('two were claimed')
    await deliveries.done(first, KEEP_MS)
    await w.clock.advance(500_000)
    expect(await w.process().claim('b')).toBe('busy')
    await deliveries.done(second, KEEP_MS)
    expect(w.clock.pending).toBe(0)
    const forgotten = await claimed(deliveries, 'c')
    await deliveries.forget(forgotten)
    expect(w.clock.pending).toBe(0)
    await w.clock.advance(1)
    expect(await w.store.get('event:c')).toBeUndefined()
  })

  test('are worked on by one process at a time and never after they are done, in whatever order things happen', async () => {
    const step = fc.record({ who: fc.nat(2), what: fc.constantFrom('claim', 'done', 'release', 'wait') })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const w = world()
        const processes = [w.process(), w.process(), w.process()]
        const held = new Map<number, Awaited<ReturnType<typeof claimed>>>()
        let isDone = false
        for (const { who, what } of steps) {
          const deliveries = processes[who]
          const claim = held.get(who)
          if (what === 'wait') await w.clock.advance(45_000)
          else if (what === 'claim') {
            const result = await deliveries?.claim('a')
            const expected = isDone ? 'done' : held.size > 0 ? 'busy' : 'object'
            expect(typeof result === 'object' ? 'object' : result).toBe(expected)
            if (typeof result === 'object') held.set(who, result)
          } else if (claim !== undefined) {
            held.delete(who)
            if (what === 'release') await deliveries?.release(claim, 1, KEEP_MS)
            else await deliveries?.done(claim, KEEP_MS)
            isDone ||= what === 'done'
          }
        }
        await turns(1)
      }),
      { numRuns: 60 },
    )
  })
})
