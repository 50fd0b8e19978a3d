import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redisStore } from '../../src/directory/redis/index.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Store } from '../../src/ports/store.js'
import { Presence } from '../../src/presence/presence.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { redisSuite } from '../directory/redis-suite.js'
import { delivered, expectedOf, type Told } from './histories.js'

const sessions = ['first', 'second']

/** Each machine takes its share of the deliveries, all of them at once. */
async function deliverAtOnce(machines: readonly Presence[], deliveries: readonly Told[]): Promise<void> {
  await Promise.all(
    deliveries.map(
      ({ session, event }, index) =>
        machines[index % machines.length]?.apply(session, event) ?? Promise.resolve(),
    ),
  )
}

async function expectAsOrdered(machine: Presence, history: readonly Told[], prefix = ''): Promise<void> {
  for (const session of sessions)
    expect(await machine.read(`${prefix}${session}`)).toEqual(
      expectedOf(history.filter((told) => told.session === session).map(({ event }) => event)),
    )
}

/** A store whose answers take their time, each another, and that now and then denies what it did. */
function unsteady(store: Store, seed: number): Store {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 16
  }
  const pause = async (): Promise<void> => {
    for (let turns = next() % 6; turns > 0; turns--) await Promise.resolve()
  }
  return {
    ...store,
    async get(key) {
      await pause()
      const value = await store.get(key)
      await pause()
      return value
    },
    async swap(key, from, to, ttlMs) {
      await pause()
      const done = await store.swap(key, from, to, ttlMs)
      await pause()
      return done && next() % 8 > 0
    },
  }
}

describe('events that come in any order, and again', () => {
  test('end in the same presence as in the order in which they happened', async () => {
    await fc.assert(
      fc.asyncProperty(delivered, async ({ history, deliveries }) => {
        const clock = new TestClock(0)
        const presence = new Presence(memoryStore(clock), clock)
        for (const { session, event } of deliveries) await presence.apply(session, event)
        await expectAsOrdered(presence, history)
      }),
      { numRuns: 500 },
    )
  })

  test('do so on two machines that write at once', async () => {
    await fc.assert(
      fc.asyncProperty(delivered, fc.nat(), async ({ history, deliveries }, seed) => {
        const clock = new TestClock(0)
        const store = memoryStore(clock)
        const machines = [seed, seed + 1].map((own) => new Presence(unsteady(store, own), clock))
        await deliverAtOnce(machines, deliveries)
        for (const machine of machines) await expectAsOrdered(machine, history)
      }),
      { numRuns: 500 },
    )
  })
})

redisSuite('presence on a Redis server', (redis) => {
  test('is the same whatever the order, on two machines that write at once', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(delivered, async ({ history, deliveries }) => {
        run += 1
        const clock = new TestClock(0)
        const stores = [redisStore(redis.node.client), redisStore(redis.io.client)]
        const machines = stores.map((store) => new Presence(store, clock))
        const own = deliveries.map(({ session, event }) => ({ session: `${run}.${session}`, event }))
        await deliverAtOnce(machines, own)
        for (const machine of machines) await expectAsOrdered(machine, history, `${run}.`)
      }),
      { numRuns: 60 },
    )
  })
})
