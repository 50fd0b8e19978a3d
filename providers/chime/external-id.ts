import { createHash } from 'node:crypto'

const MAX_LENGTH = 64
const HEX_DIGITS = 16
const DEVICE_HASH_LENGTH = 15

/**
 * What Chime is told as ExternalMeetingId: the key itself, or, where it is longer than the 64 characters that Chime
 * takes, its beginning and a hash of the whole. Only for people who read AWS logs: Chime finds no meeting by it.
 */
export function externalMeetingId(key: string): string {
  if (key.length <= MAX_LENGTH) return key
  const hash = createHash('sha256').update(key).digest('hex').slice(0, HEX_DIGITS)
  return `${key.slice(0, MAX_LENGTH - HEX_DIGITS - 1)}.${hash}`
}

/** Who an attendee is for. */
export interface ChimePerson {
  readonly participantId: string
  /** Absent without one, and where it was too long to be told to Chime. */
  readonly device?: string
}

/** Chime wants two characters at least. */
const SHORT_ID_PREFIX = 'p.'

/**
 * What Chime is told as ExternalUserId: the participant id, a single character led by `p.`, and a dot and the device where
 * there is one. A device that makes it longer than Chime takes is hashed, and follows a colon instead. Ids and devices
 * hold neither, so two seats never have the same.
 */
export function externalUserId(participantId: string, device?: string): string {
  const person = participantId.length < 2 ? SHORT_ID_PREFIX + participantId : participantId
  if (device === undefined) return person
  const whole = `${person}.${device}`
  if (whole.length <= MAX_LENGTH) return whole
  const hash = createHash('sha256').update(device).digest('base64url').slice(0, DEVICE_HASH_LENGTH)
  return `${person}:${hash}`
}

const ownForm = /^(?:p\.(?<short>[\w-])|(?<id>[\w-]{2,48}))(?:\.(?<device>[\w-]{1,32})|:[\w-]{15})?$/

/**
 * The person whom an attendee is for; undefined for what is none: media pipelines (fact sheet, section 4.3) and shared content. An
 * attendee that was made by other means is somebody, too, whose id is what Chime was told.
 */
export function participantOf(externalUserId: string): ChimePerson | undefined {
  if (/^aws:|#content$/i.test(externalUserId)) return undefined
  const { short, id, device } = ownForm.exec(externalUserId)?.groups ?? {}
  const participantId = short ?? id ?? externalUserId
  return device === undefined ? { participantId } : { participantId, device }
}
