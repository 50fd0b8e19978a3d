import { Redis } from 'ioredis'
import { createClient } from 'redis'
import type { Directory } from '../../src/directory/directory.js'
import type { RedisClient, RedisSend } from '../../src/directory/redis/index.js'
import type { Store } from '../../src/ports/store.js'

/** A client that is connected, and the way to get rid of it. */
export interface Connected {
  readonly client: RedisClient
  readonly send: RedisSend
  close(): void
}

export async function connectNodeRedis(url: string): Promise<Connected> {
  const client = createClient({ url })
  // Without a listener, a connection that breaks ends the process.
  client.on('error', () => undefined)
  await client.connect()
  return { client, send: (command) => client.sendCommand(command), close: () => client.destroy() }
}

export async function connectIoRedis(
  url: string,
  options: { readonly keyPrefix?: string } = {},
): Promise<Connected> {
  const client = new Redis(url, { ...options, lazyConnect: true, retryStrategy: () => 20 })
  client.on('error', () => undefined)
  await client.connect()
  return {
    client,
    send: ([name = '', ...args]) => client.call(name, ...args),
    close: () => client.disconnect(),
  }
}

/**
 * The suites let milliseconds pass, but a server's clock cannot be moved, and goes on while a test runs. So what is under test
 * gets times a thousand times as long, which no run of a test lasts; and time passes by `passTime`, which brings every
 * point in time that a server has stored so much nearer.
 */
const SCALE = 1_000

export function slowed(directory: Directory): Directory {
  return {
    ...directory,
    async claim(request) {
      const result = await directory.claim({ ...request, leaseMs: request.leaseMs * SCALE })
      return result.outcome === 'held' ? { ...result, leaseMs: result.leaseMs / SCALE } : result
    },
    lease: async (name, ms) => (await directory.lease?.(name, ms * SCALE)) === true,
  }
}

export function slowedStore(store: Store): Store {
  return {
    ...store,
    set: (key, value, ttlMs) => store.set(key, value, ttlMs * SCALE),
    swap: (key, from, to, ttlMs) => store.swap(key, from, to, ttlMs * SCALE),
  }
}

export async function passTime(servers: readonly RedisSend[], ms: number): Promise<void> {
  await Promise.all(servers.map((send) => send(['EVAL', PASS, '0', String(ms * SCALE)])))
}

const PASS = `
local ms = tonumber(ARGV[1])
for _, key in ipairs(redis.call('KEYS', '*')) do
  if redis.call('TYPE', key).ok == 'hash' then
    local lapses = redis.call('HGET', key, 'until')
    if lapses then redis.call('HSET', key, 'until', string.format('%.0f', lapses - ms)) end
  end
  local left = redis.call('PTTL', key)
  if left > ms then redis.call('PEXPIRE', key, string.format('%.0f', left - ms))
  elseif left >= 0 then redis.call('DEL', key) end
end`
