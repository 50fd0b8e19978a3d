import { expect, test } from 'vitest'
import { TenantNames } from '../../src/identity/tenant-names.js'
import { partsOfKey, vendorKey } from '../../src/identity/vendor-key.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import { TestClock } from '../../src/testing/test-clock.js'

const DAY_MS = 24 * 60 * 60_000

function hashOf(tenant: string): string {
  return partsOfKey(vendorKey({ tenant, id: 'x1' }))?.hash ?? ''
}

test('a tenant is found again by the hash in the keys of its meetings, from another process too', async () => {
  const clock = new TestClock()
  const store = memoryStore(clock)
  const here = new TenantNames(store, () => clock.now())
  const there = new TenantNames(store, () => clock.now())
  here.remember('Acme & Söhne')
  expect(await here.nameOf(hashOf('Acme & Söhne'))).toBe('Acme & Söhne')
  expect(await there.nameOf(hashOf('Acme & Söhne'))).toBe('Acme & Söhne')
  expect(await there.nameOf(hashOf('somebody else'))).toBeUndefined()
})

test('a tenant is written down once a day, and again after a store that failed', async () => {
  const clock = new TestClock()
  const store = memoryStore(clock)
  let writes = 0
  let down = true
  const counting = {
    ...store,
    set: (...args: Parameters<typeof store.set>) => {
      writes += 1
      return down ? Promise.reject(new Error('down')) : store.set(...args)
    },
  }
  const names = new TenantNames(counting, () => clock.now())
  names.remember('acme')
  await Promise.resolve()
  await Promise.resolve()
  down = false
  for (let index = 0; index < 5; index += 1) names.remember('acme')
  expect(writes).toBe(2)
  await clock.advance(DAY_MS)
  names.remember('acme')
  expect(writes).toBe(3)
})

test('a key says its tenant and id, if it was made here', () => {
  expect(partsOfKey('class-42')).toEqual({ id: 'class-42' })
  expect(partsOfKey(vendorKey({ tenant: 'acme', id: 'class-42' }))).toEqual({
    hash: hashOf('acme'),
    id: 'class-42',
  })
  for (const other of [
    '',
    'a',
    'a.b.c',
    'acme.class-42',
    '0123456789abcdeg.class-42',
    'class 42',
    `0123456789abcdef.`,
  ])
    expect(partsOfKey(other)).toBeUndefined()
})
