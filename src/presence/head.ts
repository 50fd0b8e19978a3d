import type { MeetingEvent } from '../spec/event.js'
import { insideAt } from './connection.js'
import { keptText, readKept } from './kept-text.js'
import { shardOf } from './shard.js'
import type { StateFormat } from './shared-state.js'

const DAY_MS = 24 * 60 * 60_000
/** Longer than a meeting lives of which nothing is heard. */
export const KEPT_MS: number = 30 * DAY_MS
/** What comes late comes within a day. */
const KEPT_ENDED_MS = DAY_MS

/** What is known of a session as a whole. */
export interface Head {
  startedAt?: number
  /** Final: no vendor opens a session again. Of several times the first, which every order of the events ends in. */
  endedAt?: number
  /** About when something was last heard: more exact times are in the shards. */
  seenAt?: number
  /** A bit for each shard in use. */
  shards: number
}

/** What presence is made of. */
export type PresenceEvent = Extract<
  MeetingEvent,
  { readonly type: `meeting.${string}` | `participant.${string}` }
>

export const headFormat: StateFormat<Head> = {
  read: (text) => (readKept(text) as Head | undefined) ?? { shards: 0 },
  write: ({ startedAt, endedAt, seenAt, shards }) => keptText({ startedAt, endedAt, seenAt, shards }),
  ttlMs: ({ endedAt }) => (endedAt === undefined ? KEPT_MS : KEPT_ENDED_MS),
}

/** Brings an event into the head, and writes as seldom as can be: every event of a session comes by. */
export function tellHead(head: Head, event: PresenceEvent): boolean {
  const at = event.at.getTime()
  const before = { ...head }
  const startedAt = startOf(event)
  if (startedAt !== undefined) head.startedAt = Math.min(head.startedAt ?? startedAt, startedAt)
  if (event.type === 'meeting.ended') head.endedAt = Math.min(head.endedAt ?? at, at)
  // Once it is over nobody is inside, whatever comes.
  if (head.endedAt === undefined) {
    const ofPerson = 'participant' in event
    if (ofPerson) head.shards |= 1 << shardOf(event.participant.connectionId)
    // A shard has the exact time; a day is enough here, for the head to be kept as long as something is heard.
    const atLeast = ofPerson ? DAY_MS : 1
    if (head.seenAt === undefined || at >= head.seenAt + atLeast) head.seenAt = at
  }
  return (
    before.startedAt !== head.startedAt ||
    before.endedAt !== head.endedAt ||
    before.seenAt !== head.seenAt ||
    before.shards !== head.shards
  )
}

function startOf(event: PresenceEvent): number | undefined {
  if (event.type === 'meeting.started') return event.at.getTime()
  return 'participant' in event ? insideAt(event) : undefined
}
