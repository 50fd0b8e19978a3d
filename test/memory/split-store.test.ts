import { expect, test } from 'vitest'
import { memoryStore } from '../../src/memory/memory-store.js'
import { splitStore } from '../../src/memory/split-store.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { storeConformance } from './store-conformance.js'

const clock = new TestClock()

storeConformance('splitStore', {
  make: async () => splitStore('many:', memoryStore(clock), memoryStore(clock)),
  pass: (ms) => clock.advance(ms),
})

test('many entries that begin with the text push out none of the others', async () => {
  const store = splitStore('event:', memoryStore(clock, 10), memoryStore(clock, 10))
  await store.set('presence:1', 'inside', 60_000)
  for (let index = 0; index < 100; index += 1) await store.set(`event:${index}`, 'd', 60_000)
  expect(await store.get('presence:1')).toBe('inside')
  expect(await store.get('event:0')).toBeUndefined()
  expect(await store.get('event:99')).toBe('d')
})
