import type { EventParticipant } from '../../../src/spec/event.js'
import { flagAt, type JsonObject, textAt } from './json-object.js'

/** The user of an event. Undefined where it has no id. The id is the server's own, `w_…`, of who came in without one. */
export function eventParticipant(user: JsonObject): EventParticipant | undefined {
  const internalId = textAt(user, 'internal-user-id')
  const id = textAt(user, 'external-user-id') ?? internalId
  if (id === undefined) return undefined
  const name = textAt(user, 'name')
  const role = textAt(user, 'role')?.toUpperCase()
  const guest = flagAt(user, 'guest')
  return {
    id,
    connectionId: internalId ?? id,
    ...(name !== undefined && { name }),
    ...(role === 'MODERATOR' && { role: 'moderator' }),
    ...(role === 'VIEWER' && { role: 'attendee' }),
    ...(guest !== undefined && { guest }),
  }
}
