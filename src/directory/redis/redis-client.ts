/** Sends one command, its name first, and gives the server's answer. */
export type RedisSend = (command: readonly string[]) => Promise<unknown>

/** `createClient` and `createClientPool` of `redis` (node-redis) 4 and later. */
interface NodeRedis {
  sendCommand(command: string[]): Promise<unknown>
}

/** `createCluster` of `redis` 4 and later. */
interface NodeRedisCluster {
  sendCommand(firstKey: string, isReadonly: boolean, command: string[]): Promise<unknown>
  readonly masters: readonly object[]
  nodeClient(node: object): NodeRedis | Promise<NodeRedis>
}

interface Callable {
  call(command: string, ...args: string[]): Promise<unknown>
}

/** `Redis` and `Cluster` of `ioredis` 5 and later, and of `iovalkey`. */
interface IoRedis extends Callable {
  nodes?(role: 'master'): readonly Callable[]
  readonly options?: { readonly keyPrefix?: string | undefined }
}

/**
 * Your client, by what is used of it: one of `redis` 4 or later (alone, as a pool, as a cluster), of `ioredis` 5 or later or
 * of `iovalkey` (alone or as a cluster), or a function that sends a command, for any other. For `createSentinel` of `redis`
 * that is `(command) => sentinel.sendCommand(false, [...command])`. Answers may be texts or bytes.
 *
 * It is yours: connect it, listen to its `error` event, close it. Two kinds do not fit: one that reads from replicas
 * (`scaleReads`), because a replica may not know yet what was stored; and a cluster behind a function, because a scan sees
 * one server only. A cluster of ioredis up to 5.10 with `enableAutoPipelining` refuses scripts (redis/ioredis#2109).
 */
export type RedisClient = NodeRedis | NodeRedisCluster | IoRedis | RedisSend
