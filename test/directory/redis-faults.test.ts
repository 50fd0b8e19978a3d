import { expect, test } from 'vitest'
import type { Claim } from '../../src/directory/directory.js'
import { type RedisSend, redisDirectory, redisStore } from '../../src/directory/redis/index.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { startRedisServer } from '../support/redis-server.js'
import { draft, record } from './directory-conformance.js'
import { connectIoRedis, connectNodeRedis } from './redis-harness.js'
import { all, claimed, DAY_MS, failure, KEY, key, redisSuite, request, stored } from './redis-suite.js'

redisSuite('the directory on a Redis server in trouble', (redis) => {
  test('answers a command that is sent again, because the connection broke before its answer, as the first time', async () => {
    const twice: RedisSend = async (command) => {
      await redis.io.send(command)
      return redis.io.send(command)
    }
    const directory = redisDirectory(twice)
    const given = claimed(await directory.claim(request()))
    expect(given).toMatchObject({ inherited: false, draft: draft() })
    await directory.release(given, true)
    const claim = claimed(await directory.claim(request({ draft: draft(1, { requestToken: 'other' }) })))
    expect(claim).toMatchObject({ inherited: true, draft: draft() })
    expect(await directory.complete(claim, record(key))).toBe(true)
    expect(await directory.complete(claim, record(key))).toBe(false)
    expect(await directory.lease?.('sweep', DAY_MS)).toBe(true)
    expect(await directory.lease?.('sweep', DAY_MS)).toBe(false)
    expect(await directory.get(key)).toEqual(record(key))
  })

  test('works on after the server forgot all scripts', async () => {
    const directory = redisDirectory(redis.io.client)
    const claim = claimed(await directory.claim(request()))
    await redis.node.send(['SCRIPT', 'FLUSH'])
    expect(await directory.complete(claim, record(key))).toBe(true)
  })

  test('refuses a key of another type, whatever is asked', async () => {
    const directory = redisDirectory(redis.node.client)
    const claim = claimed(await directory.claim(request()))
    await redis.node.send(['SET', KEY, 'something'])
    const asked = [
      () => directory.get(key),
      () => directory.claim(request()),
      () => directory.complete(claim, record(key)),
      () => directory.release(claim, true),
      () => directory.forget?.(key, 1) ?? Promise.resolve(),
      () => all(directory.scan()),
    ]
    for (const ask of asked) expect(await failure(ask())).toContain('WRONGTYPE')
  })

  test('takes what somebody else wrote for an error, not for an absent record, and does not quote it', async () => {
    const directory = redisDirectory(redis.node.client)
    const other = JSON.stringify(record({ id: 'class-42', tenant: 'acme' }))
    const parts = Object.keys(record(key)).filter((part) => part !== 'madeAt')
    const partly = parts.map((part) => JSON.stringify({ ...record(key), [part]: null, note: 'hunter2' }))
    for (const value of ['not JSON: hunter2', '', '[]', 'null', other, ...partly]) {
      await redis.node.send(['HSET', KEY, 'record', value, 'incarnation', '1'])
      for (const ask of [directory.get(key), all(directory.scan())]) {
        const message = await failure(ask)
        expect(message).toContain(KEY)
        expect(message).not.toContain('hunter2')
      }
    }
    await redis.node.send(['DEL', KEY])
    await redis.node.send(['HSET', KEY, 'draft', '{"requestToken":"hunter2"}'])
    const message = await failure(directory.claim(request()))
    expect([message.includes(KEY), message.includes('hunter2')]).toEqual([true, false])
  })

  test('says so where answers have a form that is not known', async () => {
    const directory = redisDirectory(async () => ({ changed: true }))
    expect(await failure(directory.claim(request()))).toContain('a form that is not known')
    expect(await failure(directory.get(key))).toContain('a form that is not known')
  })

  test('refuses a claim when the server is full, and still reads', async () => {
    const directory = redisDirectory(redis.io.client)
    await stored(directory)
    await redis.node.send(['CONFIG', 'SET', 'maxmemory', '1'])
    try {
      expect(await failure(directory.claim(request({ replaces: 1 })))).toContain('OOM')
      expect(await directory.get(key)).toEqual(record(key))
    } finally {
      await redis.node.send(['CONFIG', 'SET', 'maxmemory', '0'])
    }
    expect((await directory.claim(request({ replaces: 1 }))).outcome).toBe('claimed')
  })

  test('fails when its client is closed', async () => {
    for (const connect of [connectNodeRedis, connectIoRedis]) {
      const { client, close } = await connect(redis.server.url)
      const [directory, store] = [redisDirectory(client), redisStore(client)]
      close()
      await expect(directory.get(key)).rejects.toThrow()
      await expect(directory.claim(request())).rejects.toThrow()
      await expect(all(directory.scan())).rejects.toThrow()
      await expect(store.get('a')).rejects.toThrow()
    }
  })

  test('has forgotten everything after a restart without a disk, claims too, and works on', async () => {
    const first = await startRedisServer()
    const clients = [await connectNodeRedis(first.url), await connectIoRedis(first.url)]
    const directories = clients.map(({ client }) => redisDirectory(client))
    const claims: Claim[] = []
    for (const [index, directory] of directories.entries())
      claims.push(claimed(await directory.claim(request({ key: { id: `meeting-${index}` } }))))
    await first.stop()
    const second = await startRedisServer({ port: first.port })
    for (const [index, directory] of directories.entries()) {
      const claim = claims[index] ?? expect.unreachable('no claim')
      expect(await directory.complete(claim, record(claim.key))).toBe(false)
      expect(await directory.get(claim.key)).toBeUndefined()
      await stored(directory, claim.key)
    }
    for (const { close } of clients) close()
    await second.stop()
  })
})

test('a client that is none is refused at once, and a time that would drop every record', () => {
  const refused = (make: () => unknown): void => {
    try {
      make()
    } catch (error) {
      expect(MeetingError.is(error) && error.code).toBe('not-configured')
      return
    }
    expect.unreachable('is accepted')
  }
  for (const client of [undefined, null, 'redis://127.0.0.1', {}, { get: () => undefined }]) {
    refused(() => Reflect.apply(redisDirectory, undefined, [client]))
    refused(() => Reflect.apply(redisStore, undefined, [client]))
  }
  for (const recordTtlMs of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
    refused(() => redisDirectory(async () => null, { recordTtlMs }))
})
