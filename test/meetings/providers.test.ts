import { describe, expect, test } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import { Providers } from '../../src/providers.js'
import type { MeetingProvider } from '../../src/spec/provider.js'

const fake = (name: string): MeetingProvider => createFakeProvider({ name })

describe('Providers', () => {
  test('loads an instance on first use, once, however it comes', async () => {
    let loads = 0
    const providers = new Providers('a', {
      a: async () => {
        loads += 1
        return fake('a')
      },
      b: () => fake('b'),
    })
    expect([providers.names, providers.has('a'), providers.has('c'), loads]).toEqual([
      ['a', 'b'],
      true,
      false,
      0,
    ])
    const [one, other] = await Promise.all([providers.get('a'), providers.get('a')])
    expect(one).toBe(other)
    expect(loads).toBe(1)
    // Loaded, it is there without waiting.
    expect(providers.get('a')).toBe(one)
    expect(providers.get('b')).toBe(providers.get('b'))
  })

  test('tries again after a load that failed, at once or later', async () => {
    let loads = 0
    const load = (): MeetingProvider => {
      loads += 1
      if (loads % 2 === 1) throw new Error('no network')
      return fake('a')
    }
    const later = new Providers('a', { a: async () => load() })
    const both = await Promise.allSettled([later.get('a'), later.get('a')])
    expect([both.map(({ status }) => status), loads]).toEqual([['rejected', 'rejected'], 1])
    expect((await later.get('a')).name).toBe('a')
    const atOnce = new Providers('a', { a: load })
    expect(() => atOnce.get('a')).toThrow('no network')
    expect((await atOnce.get('a')).name).toBe('a')
    expect(loads).toBe(4)
  })

  test('refuses an instance of another name or contract, at once or later', async () => {
    const wrong = 'provider "b" is configured under the name "a": the two must be equal'
    expect(() => new Providers('a', { a: () => fake('b') }).get('a')).toThrow(wrong)
    await expect(new Providers('a', { a: async () => fake('b') }).get('a')).rejects.toThrow(wrong)
    const old: object = { ...fake('a'), name: 'a', specificationVersion: 0 }
    await expect(
      new Providers('a', { a: async () => old as MeetingProvider }).get('a'),
    ).rejects.toMatchObject({
      code: 'not-configured',
    })
  })

  test('closes what was loaded, and does not mind what could not be', async () => {
    const closed: string[] = []
    const closing = (name: string): MeetingProvider => ({
      ...fake(name),
      name,
      specificationVersion: 1,
      close: async () => {
        closed.push(name)
      },
    })
    const providers = new Providers('a', {
      a: async () => closing('a'),
      b: () => closing('b'),
      broken: () => Promise.reject(new Error('no network')),
      unused: () => closing('unused'),
    })
    void providers.get('a')
    void providers.get('b')
    const broken = Promise.resolve(providers.get('broken')).catch(() => undefined)
    await providers.close()
    await broken
    expect(closed.sort()).toEqual(['a', 'b'])
    expect(() => providers.get('unused')).toThrow('this Meetings object is closed')
  })
})
