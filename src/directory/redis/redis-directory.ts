import { randomUUID } from 'node:crypto'
import { MeetingError } from '../../errors/meeting-error.js'
import type { ClaimResult, Directory } from '../directory.js'
import type { MeetingRecord } from '../meeting-record.js'
import type { RedisClient } from './redis-client.js'
import { redisCommands } from './redis-commands.js'
import { keyPart, keySpace, meetingKey } from './redis-key.js'
import { replyFlag, replyList, replyText } from './redis-reply.js'
import { scanKeys } from './scan-keys.js'
import { CLAIM, COMPLETE, FORGET, LEASE, RELEASE } from './scripts.js'
import { refuse, storedDraft, storedRecord } from './stored-json.js'
import { wholeMs } from './whole-ms.js'

export interface RedisDirectoryOptions {
  /**
   * What every key begins with. Default: `anymeet:`. Equal prefixes on one server (and one of its numbered databases) are one
   * directory, different ones share nothing.
   */
  readonly prefix?: string
  /**
   * How long a record is kept after it was last written, in milliseconds. Default: 90 days. Choose longer than your longest
   * meeting: what the directory has dropped is made a second time.
   */
  readonly recordTtlMs?: number
}

const DAY_MS = 86_400_000

/**
 * A directory on Redis 5 or later, or Valkey: any number of processes, each with a client of its own, make and find the
 * same meetings. Every change is one script on one key, so it is atomic, also on a cluster; leases go by the server's
 * clock, whatever the clocks of your machines say.
 *
 * A record goes `recordTtlMs` after it was last written; a draft that no record followed after a day. The server must not
 * evict keys (`maxmemory-policy noeviction`), and should write to disk (`appendonly yes`). It uses EVAL, HGET, HMGET, HSET,
 * HDEL, HEXISTS, GET, SET, DEL, PTTL, PEXPIRE, TIME, SCAN, PING.
 *
 * What your client throws is thrown on; so is an error if a key holds what this library did not write. `not-configured`
 * is thrown at once for a client that is none, or a `recordTtlMs` that is no whole number above 0.
 */
export function redisDirectory(client: RedisClient, options: RedisDirectoryOptions = {}): Directory {
  const { prefix = 'anymeet:', recordTtlMs = 90 * DAY_MS } = options
  if (!Number.isSafeInteger(recordTtlMs) || recordTtlMs <= 0)
    throw new MeetingError({
      code: 'not-configured',
      message: 'recordTtlMs of the Redis directory must be a whole number of milliseconds above 0',
      effect: 'none',
    })
  const commands = redisCommands(client)
  const run = (script: string, key: string, ...args: readonly string[]): Promise<unknown> =>
    commands.send(key, ['EVAL', script, '1', key, ...args])

  async function read(key: string): Promise<MeetingRecord | undefined> {
    const text = replyText(await commands.send(key, ['HGET', key, 'record']))
    if (text === undefined) return undefined
    const record = storedRecord(text, key)
    // A key that somebody renamed or copied must not serve one tenant's meeting to another.
    return meetingKey(prefix, record) === key ? record : refuse(key)
  }

  return {
    shared: true,

    get: async (key) => read(meetingKey(prefix, key)),

    async claim({ key: of, replaces, draft, leaseMs }): Promise<ClaimResult> {
      const key = meetingKey(prefix, of)
      const id = randomUUID()
      const lease = wholeMs(leaseMs)
      const keep = wholeMs(Math.max(DAY_MS, leaseMs))
      const reply = await run(CLAIM, key, String(replaces), id, JSON.stringify(draft), lease, keep)
      const [outcome, detail = '', flag] = replyList(reply).map(replyText)
      if (outcome === 'changed') return { outcome }
      if (outcome === 'held') return { outcome, leaseMs: Number(detail) }
      const inherited = flag === '1'
      return {
        outcome: 'claimed',
        claim: { key: of, id, draft: inherited ? storedDraft(detail, key) : draft, inherited },
      }
    },

    async complete({ key: of, id }, record) {
      const key = meetingKey(prefix, of)
      const [text, ttl] = [JSON.stringify(record), String(recordTtlMs)]
      return replyFlag(await run(COMPLETE, key, id, randomUUID(), text, String(record.incarnation), ttl))
    },

    async release({ key, id }, keepDraft) {
      await run(RELEASE, meetingKey(prefix, key), id, keepDraft ? '1' : '0')
    },

    async *scan() {
      for await (const keys of scanKeys(commands, keySpace(prefix, 'm')))
        for (const record of await Promise.all(keys.map(read))) if (record !== undefined) yield record
    },

    async forget(key, incarnation) {
      return replyFlag(await run(FORGET, meetingKey(prefix, key), String(incarnation)))
    },

    async lease(name, ms) {
      const key = `${keySpace(prefix, 'l')}${keyPart(name)}`
      return replyFlag(await run(LEASE, key, randomUUID(), wholeMs(ms)))
    },
  }
}
