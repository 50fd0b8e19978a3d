import { createHash } from 'node:crypto'

/** The shape of participant ids: 1 to 48 letters, digits, `_` and `-`. */
export const participantIdPattern: RegExp = /^[A-Za-z0-9_-]{1,48}$/

/**
 * Makes a participant id out of any text: a valid id stays as it is, anything else becomes 32 hex digits of its
 * SHA-256. Nothing of the text stays legible, because vendors log these ids and texts such as e-mail addresses are personal.
 */
export function toParticipantId(text: string): string {
  if (participantIdPattern.test(text)) return text
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
