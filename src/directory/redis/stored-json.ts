import type { MeetingDraft, MeetingRecord } from '../meeting-record.js'

/**
 * What was stored at a key, read back. Something else than we write is an error, not an absence: taken for absent, it
 * would make a second meeting. The message names the key and never the value.
 */
export function storedRecord(text: string, key: string): MeetingRecord {
  const value = parsed(text)
  return isRecord(value) ? value : refuse(key)
}

export function storedDraft(text: string, key: string): MeetingDraft {
  const value = parsed(text)
  return isDraft(value) ? value : refuse(key)
}

export function refuse(key: string): never {
  throw new Error(
    `Redis has something at the key ${key} that was not stored by this library: look at it and delete it`,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the value.
    return undefined
  }
}

function isRecord(value: unknown): value is MeetingRecord {
  return (
    isMade(value) &&
    'id' in value &&
    typeof value.id === 'string' &&
    'createdAt' in value &&
    typeof value.createdAt === 'number' &&
    'vendor' in value &&
    isObject(value.vendor) &&
    'notes' in value &&
    isObject(value.notes) &&
    'settings' in value &&
    isObject(value.settings) &&
    'fingerprint' in value &&
    isObject(value.fingerprint)
  )
}

function isDraft(value: unknown): value is MeetingDraft {
  return isMade(value) && 'madeAt' in value && typeof value.madeAt === 'number'
}

/** What a record and a draft have in common. */
function isMade(value: unknown): value is object {
  return (
    isObject(value) &&
    'incarnation' in value &&
    Number.isSafeInteger(value.incarnation) &&
    'provider' in value &&
    typeof value.provider === 'string' &&
    'requestToken' in value &&
    typeof value.requestToken === 'string'
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
