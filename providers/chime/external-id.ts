import { createHash } from 'node:crypto'

const MAX_LENGTH = 64
const HEX_DIGITS = 16

/**
 * What Chime is told as ExternalMeetingId: the key itself, or, where it is longer than the 64 characters that Chime
 * takes, its beginning and a hash of the whole. Only for people who read AWS logs: Chime finds no meeting by it.
 */
export function externalMeetingId(key: string): string {
  if (key.length <= MAX_LENGTH) return key
  const hash = createHash('sha256').update(key).digest('hex').slice(0, HEX_DIGITS)
  return `${key.slice(0, MAX_LENGTH - HEX_DIGITS - 1)}.${hash}`
}

/** Chime wants two characters at least. No participant id holds a dot, so two ids never become one. */
const SHORT_ID_PREFIX = 'p.'

/** What Chime is told as ExternalUserId: the participant id, a single character led by `p.`. */
export function externalUserId(participantId: string): string {
  return participantId.length < 2 ? SHORT_ID_PREFIX + participantId : participantId
}
