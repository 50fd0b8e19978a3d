import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import type { Claim, ClaimRequest, ClaimResult, Directory } from '../../src/directory/directory.js'
import type { DirectoryKey } from '../../src/directory/meeting-record.js'
import {
  type RedisClient,
  type RedisSend,
  redisDirectory,
  redisStore,
} from '../../src/directory/redis/index.js'
import { storeConformance } from '../memory/store-conformance.js'
import { type RedisServer, runsWithRedis, startRedisServer } from '../support/redis-server.js'
import { directoryConformance, draft, record } from './directory-conformance.js'
import {
  type Connected,
  connectIoRedis,
  connectNodeRedis,
  passTime,
  slowed,
  slowedStore,
} from './redis-harness.js'

export const DAY_MS = 86_400_000
export const key: DirectoryKey = { id: 'class-42' }
/** Where that meeting is. */
export const KEY = 'anymeet:m:class-42'

export const request = (more: Partial<ClaimRequest> = {}): ClaimRequest => ({
  key,
  replaces: 0,
  draft: draft(),
  leaseMs: 60_000,
  ...more,
})

export function claimed(result: ClaimResult): Claim {
  return result.outcome === 'claimed' ? result.claim : expect.unreachable(`is ${result.outcome}`)
}

export async function stored(directory: Directory, of: DirectoryKey = key): Promise<void> {
  const claim = claimed(await directory.claim(request({ key: of })))
  expect(await directory.complete(claim, record(of))).toBe(true)
}

export async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const value of values) found.push(value)
  return found
}

/** What a call says that fails. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => expect.unreachable('succeeds'),
    (error: unknown) => (error instanceof Error ? error.message : expect.unreachable('throws no error')),
  )
}

/** A server of the suite's own, and two clients of different packages. */
export interface WithRedis {
  readonly server: RedisServer
  readonly node: Connected
  readonly io: Connected
}

/** Tests beside a real server, which is empty before each. */
export function redisSuite(name: string, tests: (redis: WithRedis) => void): void {
  describe.skipIf(!runsWithRedis(name))(name, () => {
    let redis: WithRedis | undefined
    const started = (): WithRedis => redis ?? expect.unreachable('the server is not up yet')
    beforeAll(async () => {
      const server = await startRedisServer()
      redis = { server, node: await connectNodeRedis(server.url), io: await connectIoRedis(server.url) }
    })
    beforeEach(() => started().node.send(['FLUSHALL']))
    afterAll(async () => {
      redis?.node.close()
      redis?.io.close()
      await redis?.server.stop()
    })
    tests({
      get server() {
        return started().server
      },
      get node() {
        return started().node
      },
      get io() {
        return started().io
      },
    })
  })
}

/** The whole suites, by two clients that see the same server or servers. */
export function redisConformance(
  name: string,
  clients: () => readonly [RedisClient, RedisClient],
  servers: () => readonly RedisSend[],
): void {
  const clear = (): Promise<unknown> => Promise.all(servers().map((send) => send(['FLUSHALL'])))
  const pass = (ms: number): Promise<void> => passTime(servers(), ms)
  directoryConformance(`redisDirectory with ${name}`, {
    async make() {
      await clear()
      return slowed(redisDirectory(clients()[0]))
    },
    another: async () => slowed(redisDirectory(clients()[1])),
    pass,
  })
  storeConformance(`redisStore with ${name}`, {
    async make() {
      await clear()
      return slowedStore(redisStore(clients()[0]))
    },
    pass,
  })
}
