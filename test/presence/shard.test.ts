import { describe, expect, test } from 'vitest'
import type { ParticipantEvent } from '../../src/presence/connection.js'
import { readShard, type Shard, shardOf, tellShard } from '../../src/presence/shard.js'
import { joined, left, one } from './support.js'

const HOUR_MS = 3_600_000

function tell(shard: Shard, event: unknown, now = 0): boolean {
  return tellShard(shard, event as ParticipantEvent, now)
}

describe('a shard of connections', () => {
  test('spreads connections over all sixteen', () => {
    const used = new Set(Array.from({ length: 500 }, (_, index) => shardOf(`connection-${index}`)))
    expect([...used].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index))
  })

  test('forgets who is gone for a day, whom nothing older brings back', () => {
    const shard = readShard(undefined)
    tell(shard, joined(one('ann'), 1))
    tell(shard, left(one('ann'), 2))
    tell(shard, joined(one('bob'), 3))
    tell(shard, joined(one('cid'), 4), 2 + 24 * HOUR_MS)
    expect([...shard.connections.keys()]).toEqual(['ann/1', 'bob/1', 'cid/1'])
    tell(shard, joined(one('dan'), 5), 3 + 24 * HOUR_MS)
    expect([...shard.connections.keys()]).toEqual(['bob/1', 'cid/1', 'dan/1'])
    expect(tell(shard, joined(one('ann'), 1))).toBe(false)
    expect(tell(shard, joined(one('eve'), 2))).toBe(false)
    expect(tell(shard, joined(one('ann'), 3))).toBe(true)
    expect(shard.connections.has('ann/1')).toBe(true)
  })

  test('holds two thousand connections, and lets go first of who is gone for longest', () => {
    const shard = readShard(undefined)
    const who = (index: number): ReturnType<typeof one> => one(`p${index}`)
    for (let index = 0; index < 2_000; index++) tell(shard, joined(who(index), 1))
    tell(shard, left(who(7), 20))
    tell(shard, left(who(1_500), 10))
    const missing = (): readonly number[] =>
      Array.from({ length: 2_000 }, (_, index) => index).filter(
        (index) => !shard.connections.has(`p${index}/1`),
      )
    tell(shard, joined(one('new-1'), 30))
    expect(missing()).toEqual([1_500])
    tell(shard, joined(one('new-2'), 30))
    expect(missing()).toEqual([7, 1_500])
    tell(shard, joined(one('new-3'), 30))
    expect([shard.connections.size, missing().length, shard.connections.has('new-3/1')]).toEqual([
      2_000,
      3,
      true,
    ])
  })
})
