import { participantIdPattern } from '../identity/participant-id.js'
import { isText, isWebUrl } from './text-rules.js'

const joinKeys: ReadonlySet<string> = new Set(['participant', 'role', 'verify'])
const participantKeys: ReadonlySet<string> = new Set(['id', 'name', 'avatarUrl', 'guest', 'authenticated'])

type Members<Key extends string> = { readonly [key in Key]?: unknown }

/**
 * Whether a join is of the common kind and keeps every rule of `joinSchema`. A false says nothing: then the schema decides,
 * and words what is wrong. Exists because this is asked for every person who joins, and takes a fifth of the time.
 */
export function isPlainJoin(request: unknown): boolean {
  if (!hasOnly(request, joinKeys)) return false
  const { participant, role, verify } = request as Members<'participant' | 'role' | 'verify'>
  if (role !== undefined && role !== 'attendee' && role !== 'moderator') return false
  return isOptionalFlag(verify) && isPlainParticipant(participant)
}

function isPlainParticipant(participant: unknown): boolean {
  if (!hasOnly(participant, participantKeys)) return false
  const { id, name, avatarUrl, guest, authenticated } = participant as Members<
    'id' | 'name' | 'avatarUrl' | 'guest' | 'authenticated'
  >
  return (
    (id === undefined || (typeof id === 'string' && participantIdPattern.test(id))) &&
    isText(name, 1, 255) &&
    (avatarUrl === undefined || (isText(avatarUrl, 1, 500) && isWebUrl(avatarUrl))) &&
    isOptionalFlag(guest) &&
    isOptionalFlag(authenticated)
  )
}

function isOptionalFlag(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean'
}

function hasOnly(value: unknown, keys: ReadonlySet<string>): boolean {
  if (typeof value !== 'object' || value === null) return false
  for (const key in value) if (!keys.has(key)) return false
  return true
}
