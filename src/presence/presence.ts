import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { MeetingEvent } from '../spec/event.js'
import { isInside, participantOf } from './connection.js'
import { type Head, headFormat, KEPT_MS, type PresenceEvent, tellHead } from './head.js'
import type { PresenceView, PresentParticipant } from './presence-view.js'
import { readShard, SHARDS, type Shard, shardOf, shardText, tellShard } from './shard.js'
import { SharedState } from './shared-state.js'

/**
 * Who is inside, put together from events that may come in any order, more than once, and in part never: the same events end in
 * the same presence on every machine. Sessions are named by `sessionName`.
 *
 * - Somebody is inside whose last join, or last sign of life (something was switched on), is later than their last leave.
 * - The end of the session closes all, and is final.
 * - What is told twice at the same time differently is taken to be off.
 */
export class Presence {
  readonly #store: Store
  readonly #clock: Clock
  readonly #heads: SharedState<Head>
  readonly #shards: SharedState<Shard>

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    this.#heads = new SharedState(store, headFormat)
    this.#shards = new SharedState(store, { read: readShard, write: shardText, ttlMs: () => KEPT_MS })
  }

  /** Takes an event in. Safe to repeat. Fails where the store does: then some of it may be taken in. */
  async apply(session: string, event: MeetingEvent): Promise<void> {
    if (!isPresenceEvent(event)) return
    const head = await this.#heads.change(headKey(session), (state) => tellHead(state, event))
    if (event.type === 'meeting.ended') {
      // Nobody reads them any more.
      await Promise.all(shardKeys(session, head).map((key) => this.#store.delete(key)))
    } else if ('participant' in event && head.endedAt === undefined) {
      const key = shardKey(session, shardOf(event.participant.connectionId))
      await this.#shards.change(key, (shard) => tellShard(shard, event, this.#clock.now()))
    }
  }

  /** Undefined for a session of which nothing was ever told, or not for 30 days, or that ended a day ago. */
  read(session: string): Promise<PresenceView | undefined> {
    return readPresence(this.#store, session)
  }
}

/** See `Presence.read`. */
export async function readPresence(store: Store, session: string): Promise<PresenceView | undefined> {
  const head = headFormat.read(await store.get(headKey(session)))
  if (head.endedAt !== undefined)
    return { ...startOf(head), ...endOf(head.endedAt), participants: [], seenAt: new Date(head.endedAt) }
  if (head.seenAt === undefined) return undefined
  const shards = await Promise.all(
    shardKeys(session, head).map(async (key) => readShard(await store.get(key))),
  )
  const seenAt = Math.max(head.seenAt, ...shards.flatMap((shard) => shard.seenAt ?? []))
  const participants = shards.flatMap(participantsOf).sort(byArrival)
  return { ...startOf(head), participants, seenAt: new Date(seenAt) }
}

function startOf({ startedAt }: Head): Pick<PresenceView, 'startedAt'> {
  return startedAt === undefined ? {} : { startedAt: new Date(startedAt) }
}

function endOf(endedAt: number): Pick<PresenceView, 'endedAt'> {
  return { endedAt: new Date(endedAt) }
}

function participantsOf({ connections }: Shard): readonly PresentParticipant[] {
  return [...connections]
    .filter(([, connection]) => isInside(connection))
    .map(([connectionId, connection]) => participantOf(connectionId, connection))
}

/** Those of whom no join was told come last. */
function byArrival(one: PresentParticipant, other: PresentParticipant): number {
  const [first, second] = [one, other].map(({ joinedAt }) => joinedAt?.getTime() ?? Number.MAX_SAFE_INTEGER)
  return (first ?? 0) - (second ?? 0) || (one.connectionId < other.connectionId ? -1 : 1)
}

function isPresenceEvent(event: MeetingEvent): event is PresenceEvent {
  return /^(meeting|participant)\./.test(event.type)
}

function headKey(session: string): string {
  return `presence:${session}`
}

function shardKey(session: string, shard: number): string {
  return `presence:${session}:${shard}`
}

function shardKeys(session: string, { shards }: Head): readonly string[] {
  return Array.from({ length: SHARDS }, (_, shard) => shard)
    .filter((shard) => (shards & (1 << shard)) !== 0)
    .map((shard) => shardKey(session, shard))
}
