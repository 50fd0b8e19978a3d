import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BoundedMap } from '../../src/memory/bounded-map.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import { prefixedStore } from '../../src/memory/prefixed-store.js'
import type { Store } from '../../src/ports/store.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { storeConformance } from './store-conformance.js'

async function keysOf(store: Store, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const key of store.keys(prefix)) keys.push(key)
  return keys
}

describe('BoundedMap', () => {
  test('holds the entries that were set last, whatever happens before', () => {
    const step = fc.tuple(fc.constantFrom('set', 'get', 'delete'), fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (limit, steps) => {
        const map = new BoundedMap<string, number>(limit)
        let model: [string, number][] = []
        for (const [index, [what, key]] of steps.entries()) {
          if (what === 'get') expect(map.get(key)).toBe(model.find(([other]) => other === key)?.[1])
          else model = model.filter(([other]) => other !== key)
          if (what === 'delete') map.delete(key)
          if (what === 'set') {
            map.set(key, index)
            model = [...model, [key, index] as [string, number]].slice(-limit)
          }
          expect([...map.values()]).toEqual(model.map(([, value]) => value))
          expect(map.size).toBe(model.length)
        }
      }),
    )
  })
})

const stores = new TestClock()
storeConformance('memoryStore', { make: async () => memoryStore(stores), pass: (ms) => stores.advance(ms) })

describe('memoryStore', () => {
  test('gives back what was set last, until its time is over', async () => {
    const clock = new TestClock(0)
    const store = memoryStore(clock)
    expect(await store.get('a')).toBeUndefined()
    await store.set('a', '1', 100)
    await store.set('a', '2', 50)
    await clock.advance(49)
    expect(await store.get('a')).toBe('2')
    await clock.advance(1)
    expect(await store.get('a')).toBeUndefined()
    await clock.advance(-50)
    expect(await store.get('a')).toBeUndefined()
  })

  test('names the keys that begin with a text and whose time is not over', async () => {
    const clock = new TestClock(0)
    const store = memoryStore(clock)
    for (const key of ['seat:1:a', 'seat:1:b', 'seat:10:c', 'other']) await store.set(key, 'x', 100)
    await store.set('seat:1:short', 'x', 10)
    await clock.advance(10)
    expect(await keysOf(store, 'seat:1:')).toEqual(['seat:1:a', 'seat:1:b'])
    expect(await keysOf(store, 'nothing')).toEqual([])
    // What is deleted while it is read does not upset the reading.
    for await (const key of store.keys('seat:')) await store.delete(key)
    expect(await keysOf(store, '')).toEqual(['other'])
  })

  test('forgets what is deleted, and does not mind what is absent', async () => {
    const store = memoryStore(new TestClock())
    await store.set('a', '1', 100)
    await store.delete('a')
    await store.delete('a')
    await store.delete('never')
    expect(await store.get('a')).toBeUndefined()
  })

  test('holds a bounded number of entries, the youngest', async () => {
    const store = memoryStore(new TestClock(), 2)
    for (const key of ['a', 'b', 'a', 'c']) await store.set(key, key, 100)
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual(['a', undefined, 'c'])
  })
})

describe('prefixedStore', () => {
  test('gives every instance a part of its own', async () => {
    const store = memoryStore(new TestClock())
    const [eu, us] = [prefixedStore(store, 'bbb-eu'), prefixedStore(store, 'bbb-us')]
    await eu.set('key', 'eu', 100)
    await us.set('key', 'us', 100)
    expect([await eu.get('key'), await us.get('key'), await store.get('key')]).toEqual([
      'eu',
      'us',
      undefined,
    ])
    expect([await keysOf(eu, ''), await keysOf(us, 'k'), await keysOf(us, 'bbb')]).toEqual([
      ['key'],
      ['key'],
      [],
    ])
    await eu.delete('key')
    expect([await eu.get('key'), await us.get('key')]).toEqual([undefined, 'us'])
  })

  test('never lets parts meet, whatever the keys', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,3}$/)
    await fc.assert(
      fc.asyncProperty(name, fc.string(), name, fc.string(), async (one, key, other, otherKey) => {
        fc.pre(one !== other || key !== otherKey)
        const store = memoryStore(new TestClock())
        await prefixedStore(store, one).set(key, 'x', 100)
        expect(await prefixedStore(store, other).get(otherKey)).toBeUndefined()
      }),
    )
  })
})
