import { randomBytes } from 'node:crypto'

/** Milliseconds in base 36 have this many digits until the year 5188. */
const TIME_DIGITS = 9

/** An id that no other recording has anywhere; ids are in the order of their times as texts. */
export function recordingId(now: number): string {
  return `${Math.max(0, now).toString(36).padStart(TIME_DIGITS, '0')}-${randomBytes(8).toString('hex')}`
}

/** Whether a text can be an id of a recording. */
export function isRecordingId(value: string): boolean {
  return /^[0-9a-z]{9}-[0-9a-f]{16}$/.test(value)
}
