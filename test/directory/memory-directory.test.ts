import { expect, test } from 'vitest'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { directoryConformance, draft, record } from './directory-conformance.js'

const clock = new TestClock()

directoryConformance('MemoryDirectory', {
  make: async () => new MemoryDirectory({ clock }),
  pass: (ms) => clock.advance(ms),
})

async function store(directory: MemoryDirectory, id: string, incarnation = 1): Promise<void> {
  const result = await directory.claim({
    key: { id },
    replaces: incarnation - 1,
    draft: draft(incarnation),
    leaseMs: 100,
  })
  if (result.outcome !== 'claimed') expect.unreachable(`is ${result.outcome}`)
  else await directory.complete(result.claim, record({ id }, incarnation))
}

test('says that it is not shared', () => {
  expect(new MemoryDirectory().shared).toBe(false)
})

test('forgets what was written longest ago when it is full, and never grows beyond', async () => {
  const directory = new MemoryDirectory({ maxEntries: 3, clock })
  for (const id of ['first', 'second', 'third']) await store(directory, id)
  await directory.get({ id: 'first' })
  await store(directory, 'second', 2)
  await store(directory, 'fourth')
  await store(directory, 'fifth')
  const ids = []
  for await (const { id } of directory.scan()) ids.push(id)
  expect(ids.sort()).toEqual(['fifth', 'fourth', 'second'])
  expect(await directory.get({ id: 'first' })).toBeUndefined()
})

test('keeps no entry for a claim that was given back without a draft', async () => {
  const directory = new MemoryDirectory({ maxEntries: 2, clock })
  await store(directory, 'kept-1')
  await store(directory, 'kept-2')
  const replacing = await directory.claim({
    key: { id: 'kept-2' },
    replaces: 1,
    draft: draft(2),
    leaseMs: 100,
  })
  if (replacing.outcome !== 'claimed') return expect.unreachable('not claimed')
  await directory.release(replacing.claim, false)
  expect((await directory.get({ id: 'kept-2' }))?.incarnation).toBe(1)
  expect((await directory.get({ id: 'kept-1' }))?.incarnation).toBe(1)
})

test('gives a claim that was forgotten for lack of room no power any more', async () => {
  const directory = new MemoryDirectory({ maxEntries: 1, clock })
  const early = await directory.claim({ key: { id: 'early' }, replaces: 0, draft: draft(), leaseMs: 100 })
  await store(directory, 'later')
  if (early.outcome !== 'claimed') return expect.unreachable('not claimed')
  expect(await directory.complete(early.claim, record({ id: 'early' }))).toBe(false)
})
