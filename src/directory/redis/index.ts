export type { RedisClient, RedisSend } from './redis-client.js'
export { type RedisDirectoryOptions, redisDirectory } from './redis-directory.js'
export { type RedisStoreOptions, redisStore } from './redis-store.js'
