import type { Store } from '../../ports/store.js'
import type { RedisClient } from './redis-client.js'
import { redisCommands } from './redis-commands.js'
import { keyPart, keySpace } from './redis-key.js'
import { replyText } from './redis-reply.js'
import { scanKeys } from './scan-keys.js'
import { SWAP } from './scripts.js'
import { wholeMs } from './whole-ms.js'

export interface RedisStoreOptions {
  /** What every key begins with. Default: `anymeet:`, as for a directory: the keys of the two never meet. */
  readonly prefix?: string
}

/**
 * A store on Redis or Valkey, for what providers remember among processes; entries expire by the server's clock. What your
 * client throws is thrown on. It uses GET, SET, DEL, SCAN, PING, EVAL.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): Store {
  const commands = redisCommands(client)
  const space = keySpace(options.prefix ?? 'anymeet:', 's')
  const send = (name: string, key: string, ...args: readonly string[]): Promise<unknown> => {
    const own = `${space}${keyPart(key)}`
    return commands.send(own, [name, own, ...args])
  }
  return {
    get: async (key) => replyText(await send('GET', key)),
    async set(key, value, ttlMs) {
      await send('SET', key, value, 'PX', wholeMs(ttlMs))
    },
    async swap(key, from, to, ttlMs) {
      const own = `${space}${keyPart(key)}`
      const seen = from === undefined ? ['0', ''] : ['1', from]
      return (await commands.send(own, ['EVAL', SWAP, '1', own, ...seen, to, wholeMs(ttlMs)])) === 1
    },
    async *keys(prefix) {
      for await (const batch of scanKeys(commands, space, keyPart(prefix)))
        for (const key of batch) yield decodeURIComponent(key.slice(space.length))
    },
    async delete(key) {
      await send('DEL', key)
    },
  }
}
