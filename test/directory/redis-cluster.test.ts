import { Cluster } from 'ioredis'
import { createCluster } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redisDirectory } from '../../src/directory/redis/index.js'
import { type RedisCluster, startRedisCluster } from '../support/redis-cluster.js'
import { runsWithRedis } from '../support/redis-server.js'
import { type Connected, connectNodeRedis } from './redis-harness.js'
import { all, redisConformance, stored } from './redis-suite.js'

describe.skipIf(!runsWithRedis('the directory on a Redis cluster'))('a Redis cluster', () => {
  let cluster: RedisCluster
  let direct: Connected[]
  let node: Awaited<ReturnType<typeof connectNodeCluster>>
  let io: Cluster

  async function connectNodeCluster(urls: readonly string[]) {
    const client = createCluster({ rootNodes: urls.map((url) => ({ url })) })
    client.on('error', () => undefined)
    return client.connect()
  }

  beforeAll(async () => {
    cluster = await startRedisCluster()
    const { servers } = cluster
    direct = await Promise.all(servers.map(({ url }) => connectNodeRedis(url)))
    node = await connectNodeCluster(servers.map(({ url }) => url))
    io = new Cluster(
      servers.map(({ port }) => ({ host: '127.0.0.1', port })),
      { enableAutoPipelining: true },
    )
  }, 30_000)
  afterAll(async () => {
    // What could not be started need not be ended.
    node?.destroy()
    io?.disconnect()
    for (const { close } of direct ?? []) close()
    await cluster?.stop()
  })

  redisConformance(
    'a cluster client of redis, beside ioredis',
    () => [node, io],
    () => direct.map(({ send }) => send),
  )
  redisConformance(
    'a cluster client of ioredis, beside redis',
    () => [io, node],
    () => direct.map(({ send }) => send),
  )

  test('scans the records of each server', async () => {
    await Promise.all(direct.map(({ send }) => send(['FLUSHALL'])))
    for (let index = 0; index < 30; index++) await stored(redisDirectory(node), { id: `meeting-${index}` })
    const sizes = await Promise.all(direct.map(async ({ send }) => Number(await send(['DBSIZE']))))
    expect(Math.min(...sizes)).toBeGreaterThan(0)
    expect(Math.max(...sizes)).toBeLessThan(30)
    for (const client of [node, io]) expect(await all(redisDirectory(client).scan())).toHaveLength(30)
    const early = new Cluster([{ host: '127.0.0.1', port: cluster.servers[0]?.port ?? 0 }])
    expect(await all(redisDirectory(early).scan())).toHaveLength(30)
    early.disconnect()
  })

  test('does not take a cluster that it has not met for an empty one', async () => {
    const url = cluster.servers[0]?.url ?? ''
    const directory = redisDirectory(createCluster({ rootNodes: [{ url }] }))
    await expect(all(directory.scan())).rejects.toThrow('not connected')
  })
})
