import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import { meetingIdPattern } from './meeting-id.js'

// No own id contains a dot, so a ref's text is never taken for an id, nor an id for a ref.
const PREFIX = 'amr1.'
/** Longest text that is looked at: ids and vendor ids of every provider fit many times over. */
const MAX_LENGTH = 4_096

/** A ref as one line of text, safe in URLs and in a database column. `parseMeetingRef` reads it back. */
export function formatMeetingRef(ref: MeetingRef): string {
  return PREFIX + Buffer.from(JSON.stringify(ref)).toString('base64url')
}

/** Whether a text means to be a ref, valid or not. */
export function isRefText(text: string): boolean {
  return text.startsWith(PREFIX)
}

/** Reads what `formatMeetingRef` wrote. Fails with `invalid-request` for anything else. */
export function parseMeetingRef(text: string): MeetingRef {
  if (!isRefText(text)) throw invalid(`must begin with "${PREFIX}"`)
  if (text.length > MAX_LENGTH) throw invalid(`must have at most ${MAX_LENGTH} characters`)
  try {
    return checkMeetingRef(JSON.parse(Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8')))
  } catch (error) {
    if (MeetingError.is(error)) throw error
    throw invalid('is damaged: it does not hold what formatMeetingRef wrote')
  }
}

/** Makes sure that a value is a ref, and copies it. Fails with `invalid-request` naming the member that is wrong. */
export function checkMeetingRef(value: unknown): MeetingRef {
  if (typeof value !== 'object' || value === null)
    throw invalid('must be a meeting ref, its text, or a meeting id')
  const { v, provider, tenant, id, incarnation, vendor } = value as Record<keyof MeetingRef, unknown>
  if (v !== 1) throw invalid('must be 1: this version of the library knows no other', '.v')
  if (typeof provider !== 'string' || provider === '')
    throw invalid('must name a provider instance', '.provider')
  if (tenant !== undefined && typeof tenant !== 'string') throw invalid('must be a string', '.tenant')
  if (typeof id !== 'string' || !meetingIdPattern.test(id))
    throw invalid(`must match ${meetingIdPattern.source}`, '.id')
  if (typeof incarnation !== 'number' || !Number.isSafeInteger(incarnation) || incarnation < 0)
    throw invalid('must be a whole number from 0', '.incarnation')
  if (!isTexts(vendor)) throw invalid('must be an object of strings', '.vendor')
  return { v, provider, ...(tenant === undefined ? {} : { tenant }), id, incarnation, vendor: { ...vendor } }
}

function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  for (const key in value) if (typeof (value as Record<string, unknown>)[key] !== 'string') return false
  return true
}

function invalid(rule: string, member = ''): MeetingError {
  const path = `target${member}`
  return new MeetingError({ code: 'invalid-request', message: `${path} ${rule}`, problems: [{ path, rule }] })
}
