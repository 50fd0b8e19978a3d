import { createHash } from 'node:crypto'
import { type Connection, heardAt, isInside, type ParticipantEvent, tell } from './connection.js'
import { keptText, readKept } from './kept-text.js'

/** People of a large meeting come and go at once: many keys keep writers out of each other's way. */
export const SHARDS = 16
/** Two thousand times sixteen: more connections than any meeting of today's vendors has. */
const MAX_CONNECTIONS = 2_000
/** How long somebody who is gone is remembered, for what may still come of the time before. */
const REMEMBERED_MS = 24 * 60 * 60_000

/** Some of a session's connections. */
export interface Shard {
  /** Time of the newest event; absent where there was none. */
  seenAt?: number
  /** Of the connections that were forgotten, the newest sign: what is not newer brings none of them back. */
  forgottenAt?: number
  readonly connections: Map<string, Connection>
}

/** Which of the shards has a connection. */
export function shardOf(connectionId: string): number {
  return (createHash('sha256').update(connectionId).digest()[0] ?? 0) % SHARDS
}

type Kept = Pick<Shard, 'seenAt' | 'forgottenAt'> & { readonly connections: readonly [string, Connection][] }

export function readShard(text: string | undefined): Shard {
  const { seenAt, forgottenAt, connections = [] } = (readKept(text) as Kept | undefined) ?? {}
  return {
    ...(seenAt !== undefined && { seenAt }),
    ...(forgottenAt !== undefined && { forgottenAt }),
    connections: new Map(connections),
  }
}

export function shardText({ seenAt, forgottenAt, connections }: Shard): string {
  return keptText({ seenAt, forgottenAt, connections: [...connections] })
}

/** Brings an event into the shard of its connection. */
export function tellShard(shard: Shard, event: ParticipantEvent, now: number): boolean {
  const { connectionId } = event.participant
  const at = event.at.getTime()
  const known = shard.connections.get(connectionId)
  if (known === undefined && at <= (shard.forgottenAt ?? Number.NEGATIVE_INFINITY)) return false
  const before = JSON.stringify(known)
  const connection = known ?? { facts: {} }
  tell(connection, event)
  shard.connections.set(connectionId, connection)
  if (JSON.stringify(connection) === before && at <= (shard.seenAt ?? at - 1)) return false
  shard.seenAt = Math.max(shard.seenAt ?? at, at)
  forget(shard, now)
  return true
}

/** Who is gone for long; and, where there are too many, who is gone for longest. */
function forget(shard: Shard, now: number): void {
  const { connections } = shard
  const drop = (connectionId: string, connection: Connection): void => {
    connections.delete(connectionId)
    shard.forgottenAt = Math.max(shard.forgottenAt ?? Number.NEGATIVE_INFINITY, heardAt(connection))
  }
  for (const [connectionId, connection] of connections)
    if (heardAt(connection) < now - REMEMBERED_MS && !isInside(connection)) drop(connectionId, connection)
  if (connections.size <= MAX_CONNECTIONS) return
  const order = ([, one]: [string, Connection], [, other]: [string, Connection]): number =>
    Number(isInside(one)) - Number(isInside(other)) || heardAt(one) - heardAt(other)
  const surplus = [...connections].sort(order).slice(0, connections.size - MAX_CONNECTIONS)
  for (const entry of surplus) drop(...entry)
}
