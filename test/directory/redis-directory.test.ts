import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import type { DirectoryKey } from '../../src/directory/meeting-record.js'
import { type RedisSend, redisDirectory, redisStore } from '../../src/directory/redis/index.js'
import { draft, record } from './directory-conformance.js'
import { connectIoRedis, passTime, slowed } from './redis-harness.js'
import {
  all,
  claimed,
  DAY_MS,
  KEY,
  key,
  redisConformance,
  redisSuite,
  request,
  stored,
} from './redis-suite.js'

redisSuite('the directory on a Redis server', (redis) => {
  redisConformance(
    'redis, beside ioredis',
    () => [redis.node.client, redis.io.client],
    () => [redis.node.send],
  )
  redisConformance(
    'ioredis, beside redis',
    () => [redis.io.client, redis.node.client],
    () => [redis.node.send],
  )

  // The server's clock is real, so these two wait, and no longer than they are told to.
  test('lets a claim lapse by its own clock, after the time that it said', async () => {
    const directory = redisDirectory(redis.node.client)
    // At once, so that nothing lies between the two.
    const [first, second] = await Promise.all([
      directory.claim(request({ leaseMs: 100 })),
      directory.claim(request()),
    ])
    if (second.outcome !== 'held') return expect.unreachable(`is ${second.outcome}`)
    await new Promise((resolve) => setTimeout(resolve, second.leaseMs + 5))
    expect(claimed(await directory.claim(request())).inherited).toBe(true)
    expect(await directory.complete(claimed(first), record(key))).toBe(false)
  })

  test('lets leases and entries of a store expire by its own clock', async () => {
    const [directory, store] = [redisDirectory(redis.io.client), redisStore(redis.io.client)]
    expect(await directory.lease?.('sweep', 20)).toBe(true)
    await store.set('a', 'x', 20)
    await new Promise((resolve) => setTimeout(resolve, 25))
    expect(await directory.lease?.('sweep', DAY_MS)).toBe(true)
    expect(await store.get('a')).toBeUndefined()
  })

  test('says that it is shared', () => {
    expect(redisDirectory(redis.node.client).shared).toBe(true)
  })

  test('keeps a record as long as asked, a draft for a day, and nothing for ever', async () => {
    const ttl = async (): Promise<number> => Number(await redis.node.send(['PTTL', KEY]))
    const within = async (least: number, most: number): Promise<void> => {
      expect(await ttl()).toBeGreaterThan(least)
      expect(await ttl()).toBeLessThanOrEqual(most)
    }
    const directory = redisDirectory(redis.node.client)
    const claim = claimed(await directory.claim(request()))
    await within(DAY_MS / 2, DAY_MS)
    await directory.release(claim, true)
    await within(DAY_MS / 2, DAY_MS)
    await stored(directory)
    await within(89 * DAY_MS, 90 * DAY_MS)
    const brief = redisDirectory(redis.node.client, { recordTtlMs: 3_600_000 })
    const again = claimed(await directory.claim(request({ replaces: 1, draft: draft(2) })))
    await within(89 * DAY_MS, 90 * DAY_MS)
    await brief.complete(again, record(key, 2))
    await within(1_800_000, 3_600_000)
    // A record that went in the middle of a claim would take the claim with it.
    const last = claimed(await brief.claim(request({ replaces: 2, draft: draft(3) })))
    await within(DAY_MS / 2, DAY_MS)
    await brief.release(last, false)
    const long = await directory.claim(request({ key: { id: 'long' }, leaseMs: 3 * DAY_MS }))
    expect(long.outcome).toBe('claimed')
    expect(Number(await redis.node.send(['PTTL', 'anymeet:m:long']))).toBeGreaterThan(2 * DAY_MS)
  })

  test('reads answers that come as bytes', async () => {
    const bytes = new Redis(redis.server.url)
    const client: RedisSend = ([name = '', ...args]) => bytes.callBuffer(name, ...args)
    const [directory, store] = [slowed(redisDirectory(client)), redisStore(client)]
    const claim = claimed(await directory.claim(request()))
    expect((await directory.claim(request())).outcome).toBe('held')
    await directory.release(claim, true)
    expect(claimed(await directory.claim(request({ draft: draft(1, { server: 'b' }) }))).draft).toEqual(
      draft(),
    )
    await passTime([redis.node.send], 60_000)
    await stored(directory)
    expect(await all(directory.scan())).toEqual([record(key)])
    await store.set('Zoë', '日本', DAY_MS)
    expect([await store.get('Zoë'), await all(store.keys('Z'))]).toEqual(['日本', ['Zoë']])
    bytes.disconnect()
  })

  test('never lets directories and stores of different prefixes meet', async () => {
    const prefixes = ['', 'a', 'a:', 'a:m:', 'a:s:', 'a*:', 'a?:', 'a[b]:', 'a\\:', 'm:', '{tag}:']
    const directories = prefixes.map((prefix) => redisDirectory(redis.node.client, { prefix }))
    const stores = prefixes.map((prefix) => redisStore(redis.node.client, { prefix }))
    const ids: DirectoryKey[] = [{ id: 'ab' }, { id: 'ab', tenant: 'm' }, { id: 'ab', tenant: 'a:m:' }]
    for (const directory of directories) for (const of of ids) await stored(directory, of)
    for (const store of stores) for (const name of ['ab', 'm:ab', 's:ab']) await store.set(name, 'x', DAY_MS)
    for (const directory of directories) {
      expect(await all(directory.scan())).toHaveLength(ids.length)
      for (const of of ids) expect(await directory.forget?.(of, 1)).toBe(true)
      expect(await all(directory.scan())).toEqual([])
    }
    for (const store of stores) {
      expect((await all(store.keys(''))).sort()).toEqual(['ab', 'm:ab', 's:ab'])
      for (const name of await all(store.keys(''))) await store.delete(name)
      expect(await all(store.keys(''))).toEqual([])
    }
    expect(await redis.node.send(['DBSIZE'])).toBe(0)
  })

  test('finds its keys behind a prefix that ioredis adds by itself', async () => {
    const prefixed = await connectIoRedis(redis.server.url, { keyPrefix: 'app[1]:' })
    const [directory, store] = [redisDirectory(prefixed.client), redisStore(prefixed.client)]
    await stored(directory)
    await stored(redisDirectory(redis.node.client))
    await store.set('a:b', 'x', DAY_MS)
    expect(await all(directory.scan())).toEqual([record(key)])
    expect(await all(store.keys('a:'))).toEqual(['a:b'])
    expect(await redis.node.send(['EXISTS', `app[1]:${KEY}`, 'app[1]:anymeet:s:a%3Ab'])).toBe(2)
    prefixed.close()
  })

  test('scans each record once that the server names twice, and none that has gone meanwhile', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => ({ id: `meeting-${index}` }))
    const client: RedisSend = async (command) => {
      const reply = await redis.node.send(command)
      if (command[0] !== 'SCAN' || !Array.isArray(reply)) return reply
      const [cursor, found] = reply
      await redis.node.send(['DEL', 'anymeet:m:meeting-7'])
      return [cursor, [...found, ...found]]
    }
    const directory = redisDirectory(client)
    for (const of of keys) await stored(directory, of)
    const ids = (await all(directory.scan())).map(({ id }) => id)
    expect(ids).toHaveLength(39)
    expect(new Set(ids).size).toBe(39)
    expect(ids).not.toContain('meeting-7')
  })

  test('scans through any number of other keys', async () => {
    const others = Array.from({ length: 3_000 }, (_, index) => [`other:${index}`, 'x']).flat()
    await redis.node.send(['MSET', ...others])
    await stored(redisDirectory(redis.io.client))
    expect(await all(redisDirectory(redis.io.client).scan())).toEqual([record(key)])
  })
})
