import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/ports/store.js'

export interface StoreHarness {
  /** An empty store. */
  make(): Promise<Store>
  /** Lets as much time pass as the store measures. */
  pass(ms: number): Promise<void>
}

const LONG_MS = 60_000
const SHORT_MS = 200

/** What every store promises. */
export function storeConformance(name: string, { make, pass }: StoreHarness): void {
  const keys = async (store: Store, prefix: string): Promise<string[]> => {
    const found: string[] = []
    for await (const key of store.keys(prefix)) found.push(key)
    return found.sort((one, other) => (one < other ? -1 : 1))
  }

  describe(`${name} as a store`, () => {
    test('gives back what was set last, until its time is over', async () => {
      const store = await make()
      expect(await store.get('a')).toBeUndefined()
      await store.set('a', '1', SHORT_MS)
      await store.set('a', '2', LONG_MS)
      await store.set('b', '', SHORT_MS)
      expect([await store.get('a'), await store.get('b')]).toEqual(['2', ''])
      await pass(SHORT_MS)
      expect([await store.get('a'), await store.get('b')]).toEqual(['2', undefined])
    })

    test('forgets what is deleted, and does not mind what is absent', async () => {
      const store = await make()
      await store.set('a', '1', LONG_MS)
      await store.delete('a')
      await store.delete('a')
      expect(await store.get('a')).toBeUndefined()
    })

    test('swaps a value exactly if it is still the one that was seen', async () => {
      const store = await make()
      expect(await store.swap('a', 'x', '1', LONG_MS)).toBe(false)
      expect(await store.swap('a', undefined, '1', SHORT_MS)).toBe(true)
      expect(await store.swap('a', undefined, '2', LONG_MS)).toBe(false)
      expect(await store.swap('a', '2', '3', LONG_MS)).toBe(false)
      expect(await store.get('a')).toBe('1')
      expect(await store.swap('a', '1', '', SHORT_MS)).toBe(true)
      expect(await store.swap('a', '', '4', SHORT_MS)).toBe(true)
      expect(await store.get('a')).toBe('4')
      await pass(SHORT_MS)
      expect(await store.swap('a', '4', '5', LONG_MS)).toBe(false)
      expect(await store.swap('a', undefined, '5', LONG_MS)).toBe(true)
      await pass(SHORT_MS)
      expect(await store.get('a')).toBe('5')
    })

    test('lets one of many simultaneous swaps win', async () => {
      const store = await make()
      for (const from of [undefined, 'winner']) {
        if (from !== undefined) await store.set('a', from, LONG_MS)
        const tries = Array.from({ length: 50 }, (_, index) =>
          store.swap(from === undefined ? 'b' : 'a', from, `${index}`, LONG_MS),
        )
        const won = (await Promise.all(tries)).filter((outcome) => outcome)
        expect(won).toHaveLength(1)
      }
    })

    test('counts right by swaps, however many count at once', async () => {
      const store = await make()
      const countOne = async (): Promise<void> => {
        for (;;) {
          const seen = await store.get('sum')
          if (await store.swap('sum', seen, String(Number(seen ?? 0) + 1), LONG_MS)) return
        }
      }
      await Promise.all(Array.from({ length: 20 }, countOne))
      expect(await store.get('sum')).toBe('20')
    })

    test('names the keys that begin with a text, literally, and whose time is not over', async () => {
      const store = await make()
      const all = [
        'seat:1:a',
        'seat:1:b',
        'seat:10:c',
        'seat_1:d',
        'SEAT:1:e',
        'se%t:1:f',
        'se*t:1:g',
        'a\\b',
        'se[a]t:1',
      ]
      for (const key of all) await store.set(key, 'x', LONG_MS)
      await store.set('seat:1:short', 'x', SHORT_MS)
      await pass(SHORT_MS)
      expect(await keys(store, 'seat:1:')).toEqual(['seat:1:a', 'seat:1:b'])
      expect(await keys(store, 'seat_')).toEqual(['seat_1:d'])
      expect(await keys(store, 'se%')).toEqual(['se%t:1:f'])
      expect(await keys(store, 'se*')).toEqual(['se*t:1:g'])
      expect(await keys(store, 'se[')).toEqual(['se[a]t:1'])
      expect(await keys(store, 'a\\')).toEqual(['a\\b'])
      expect(await keys(store, '')).toHaveLength(all.length)
      expect(await keys(store, 'nothing')).toEqual([])
    })

    test('names every key once, however many there are, also while some are deleted', async () => {
      const store = await make()
      const many = Array.from({ length: 2_500 }, (_, index) => `many:${index}`)
      await Promise.all(many.map((key) => store.set(key, 'x', LONG_MS)))
      const seen = await keys(store, 'many:')
      expect(new Set(seen)).toEqual(new Set(many))
      expect(seen).toHaveLength(many.length)
      for await (const key of store.keys('many:')) await store.delete(key)
      expect(await keys(store, 'many:')).toEqual([])
    })

    test('brings every text back unchanged', async () => {
      const store = await make()
      // PostgreSQL has no NUL in texts, and no provider writes one.
      const text = fc
        .string({ unit: 'grapheme', maxLength: 200 })
        .filter((value) => !value.includes('\u0000'))
      await fc.assert(
        fc.asyncProperty(text, text, async (key, value) => {
          await store.set(`k${key}`, value, LONG_MS)
          expect(await store.get(`k${key}`)).toBe(value)
        }),
        { numRuns: 60 },
      )
    })
  })
}
