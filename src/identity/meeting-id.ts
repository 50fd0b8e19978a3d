import { createHash } from 'node:crypto'

/** The shape of your own ids: 2 to 64 letters, digits, `_` and `-`. */
export const meetingIdPattern: RegExp = /^[A-Za-z0-9_-]{2,64}$/

/**
 * Makes a meeting id out of any text: a valid id stays as it is, anything else becomes a readable stem and a hash
 * (`Math & Logic` -> `Math-Logic-` + 16 hex digits). Equal texts give equal ids; different texts different ones, as far
 * as 64 bits of SHA-256 go. A text that is itself shaped like such a result stays as it is.
 */
export function toMeetingId(text: string): string {
  return meetingIdPattern.test(text) ? text : hashedId(text, 64)
}

/** A stem of what is legible in the text, and 16 hex digits of its hash, in at most `length` characters. */
export function hashedId(text: string, length: number): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const stem = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, length - hash.length - 1)
  return stem === '' ? hash : `${stem}-${hash}`
}
