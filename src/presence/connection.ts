import type {
  EventParticipant,
  ParticipantChanges,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  ParticipantUpdatedEvent,
} from '../spec/event.js'
import type { ParticipantRole } from '../spec/participant.js'
import type { PresentParticipant } from './presence-view.js'
import { latest, type Told } from './told.js'

/** The events that say something about somebody's presence. */
export type ParticipantEvent = ParticipantJoinedEvent | ParticipantLeftEvent | ParticipantUpdatedEvent

/** What is known of one connection. Every member only ever grows, so events may come in any order, and again. */
export interface Connection {
  /** The last join, the last leave, the last sign of being inside. */
  joinedAt?: number
  leftAt?: number
  activeAt?: number
  id?: Told<string>
  name?: Told<string>
  role?: Told<ParticipantRole>
  facts: { -readonly [Fact in keyof ParticipantChanges]: Told<boolean> }
}

const facts = ['camera', 'microphone', 'muted', 'screenShare', 'presenter', 'raisedHand'] as const

/** What only somebody who is inside can have switched on. Muting is done to people, and off is what a leave switches, too. */
const signs = ['camera', 'microphone', 'screenShare', 'presenter', 'raisedHand'] as const

/** When an event proves that its participant was inside. */
export function insideAt(event: ParticipantEvent): number | undefined {
  const isSign =
    event.type === 'participant.joined' ||
    (event.type === 'participant.updated' && signs.some((fact) => event.changes[fact] === true))
  return isSign ? event.at.getTime() : undefined
}

export function tell(connection: Connection, event: ParticipantEvent): void {
  const at = event.at.getTime()
  if (event.type === 'participant.joined') connection.joinedAt = later(connection.joinedAt, at)
  else if (event.type === 'participant.left') connection.leftAt = later(connection.leftAt, at)
  else {
    if (insideAt(event) !== undefined) connection.activeAt = later(connection.activeAt, at)
    for (const fact of facts) {
      const value = event.changes[fact]
      if (value !== undefined) connection.facts[fact] = latest(connection.facts[fact], [at, value])
    }
  }
  identify(connection, event.participant, at)
}

function identify(connection: Connection, { id, name, role }: EventParticipant, at: number): void {
  connection.id = latest(connection.id, [at, id])
  if (name !== undefined) connection.name = latest(connection.name, [at, name])
  if (role !== undefined) connection.role = latest(connection.role, [at, role])
}

/**
 * A leave outdoes a join of the same time. Vendors stamp both alike now and then (fact sheet of Chime, 4.3), and of the two
 * mistakes it is the smaller one: a ghost would stay, somebody who is missing shows at the next sign.
 */
export function isInside({ joinedAt, activeAt, leftAt }: Connection): boolean {
  return later(joinedAt, activeAt ?? Number.NEGATIVE_INFINITY) > (leftAt ?? Number.NEGATIVE_INFINITY)
}

/** When something was last heard of it. */
export function heardAt({ joinedAt, leftAt, activeAt, id }: Connection): number {
  return Math.max(...[joinedAt, leftAt, activeAt, id?.[0]].map((at) => at ?? Number.NEGATIVE_INFINITY))
}

export function participantOf(connectionId: string, connection: Connection): PresentParticipant {
  const { id, name, role, joinedAt } = connection
  const since = connection.leftAt ?? Number.NEGATIVE_INFINITY
  // What was on before a leave is not on after it, although no vendor says so: people come back with a new connection.
  const now = facts.flatMap((fact) => {
    const told = connection.facts[fact]
    return told !== undefined && told[0] > since ? [[fact, told[1]] as const] : []
  })
  return {
    id: id?.[1] ?? connectionId,
    connectionId,
    ...(name !== undefined && { name: name[1] }),
    ...(role !== undefined && { role: role[1] }),
    ...(Object.fromEntries(now) as ParticipantChanges),
    ...(joinedAt !== undefined && joinedAt > since && { joinedAt: new Date(joinedAt) }),
  }
}

function later(one: number | undefined, other: number): number {
  return one === undefined ? other : Math.max(one, other)
}
