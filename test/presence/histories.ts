import fc from 'fast-check'
import type { PresentParticipant } from '../../src/presence/presence-view.js'
import type { MeetingEvent, ParticipantChanges } from '../../src/spec/event.js'
import { joined, left, meeting, one, updated } from './support.js'

/** An event of one of two sessions. */
export interface Told {
  readonly session: string
  readonly event: MeetingEvent
}

const sessions = ['first', 'second'] as const

const person = fc
  .record({
    id: fc.constantFrom('ann', 'bob', 'cid', 'dan', 'eve'),
    device: fc.constantFrom(1, 2),
    name: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined }),
    role: fc.option(fc.constantFrom('moderator', 'attendee'), { nil: undefined }),
  })
  .map(({ id, device, name, role }) =>
    one(id, {
      connectionId: `${id}/${device}`,
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
    }),
  )

const changes: fc.Arbitrary<ParticipantChanges> = fc
  .tuple(
    fc.constantFrom('camera', 'microphone', 'muted', 'screenShare', 'presenter', 'raisedHand'),
    fc.boolean(),
  )
  .map(([fact, value]) => ({ [fact]: value }))

/** Little time, so that much happens at once. */
const at = fc.integer({ min: 1, max: 40 })

const event: fc.Arbitrary<MeetingEvent> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(person, at).map(([who, when]) => joined(who, when)) },
  { weight: 4, arbitrary: fc.tuple(person, at).map(([who, when]) => left(who, when)) },
  {
    weight: 5,
    arbitrary: fc.tuple(person, at, changes).map(([who, when, what]) => updated(who, when, what)),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('created', 'started'), at).map((of) => meeting(...of)) },
)

/** Whatever may be told, with joins and leaves missing as often as not; and now and then the end, which may come early. */
const history: fc.Arbitrary<readonly Told[]> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...sessions), event), { maxLength: 50 }),
    fc.array(fc.tuple(fc.constantFrom(...sessions), at), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([some, ends, ended]) => [
    ...some.map(([session, what]) => ({ session, event: what })),
    ...ends.flatMap(([session, when]) => (ended ? [{ session, event: meeting('ended', when) }] : [])),
  ])

/** A history, and one way in which it may be delivered: in any order, some of it more than once. */
export const delivered: fc.Arbitrary<{ history: readonly Told[]; deliveries: readonly Told[] }> =
  history.chain((told) =>
    fc
      .subarray([...told])
      .chain((again) => {
        const all = [...told, ...again]
        return fc.shuffledSubarray(all, { minLength: all.length })
      })
      .map((deliveries) => ({ history: told, deliveries })),
  )

/** What a history comes to, found by walking through it in the order in which things happened. */
export interface Expected {
  readonly startedAt?: Date
  readonly endedAt?: Date
  readonly participants: readonly PresentParticipant[]
  readonly seenAt: Date
}

export function expectedOf(told: readonly MeetingEvent[]): Expected | undefined {
  if (told.length === 0) return undefined
  const ordered = [...told].sort((a, b) => Number(a.at) - Number(b.at) || rank(a) - rank(b))
  const inside = new Map<string, { joinedAt?: Date; on: Record<string, boolean> }>()
  const known = new Map<string, { id: string; name?: string; role?: string; when: Record<string, number> }>()
  let startedAt: Date | undefined
  let endedAt: Date | undefined
  const since = new Map<string, Record<string, boolean>>()
  for (const happened of ordered) {
    if (happened.type === 'meeting.started') startedAt ??= happened.at
    if (happened.type === 'meeting.ended') endedAt ??= happened.at
    if (!('participant' in happened) || happened.participant === undefined) continue
    const { connectionId, id, name, role } = happened.participant
    const who = known.get(connectionId) ?? { id, when: {} }
    known.set(connectionId, who)
    const text = (key: 'name' | 'role', value: string | undefined): void => {
      const same = who.when[key] === Number(happened.at)
      if (value === undefined || (same && (who[key] ?? '') < value)) return
      who[key] = value
      who.when[key] = Number(happened.at)
    }
    text('name', name)
    text('role', role)
    if (happened.type === 'participant.left') {
      inside.delete(connectionId)
      since.delete(connectionId)
      continue
    }
    const facts = since.get(connectionId) ?? {}
    since.set(connectionId, facts)
    if (happened.type === 'participant.updated') Object.assign(facts, happened.changes)
    const sign =
      happened.type === 'participant.joined' ||
      (happened.type === 'participant.updated' &&
        Object.entries(happened.changes).some(([fact, value]) => value && fact !== 'muted'))
    if (!sign) continue
    startedAt ??= happened.at
    const place = inside.get(connectionId) ?? { on: facts }
    inside.set(
      connectionId,
      happened.type === 'participant.joined' ? { ...place, joinedAt: happened.at } : place,
    )
  }
  const latest = Math.max(...told.map((one) => Number(one.at)))
  const present = [...inside].map(([connectionId, { joinedAt, on }]) => {
    const { id, name, role } = known.get(connectionId) ?? { id: '?' }
    return { id, connectionId, name, role, joinedAt, ...on }
  })
  present.sort(
    (a, b) =>
      Number(a.joinedAt ?? 1e15) - Number(b.joinedAt ?? 1e15) || (a.connectionId < b.connectionId ? -1 : 1),
  )
  return {
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    participants: (endedAt === undefined ? present : []).map(
      (one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as never,
    ),
    seenAt: endedAt ?? new Date(latest),
  }
}

/** Of what happens at once: on before off, and leaving last. */
function rank(happened: MeetingEvent): number {
  if (happened.type === 'participant.left') return 3
  if (happened.type !== 'participant.updated') return 0
  return Object.values(happened.changes).includes(true) ? 1 : 2
}
