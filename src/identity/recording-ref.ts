import { invalidRequest } from '../errors/invalid-request.js'
import type { Recording, RecordingRef } from '../spec/recording.js'

const PREFIX = 'amrec1.'
const MAX_LENGTH = 2_048

/** A recording as callers name it: its ref, the text of that, or the recording itself. */
export type RecordingTarget = RecordingRef | string | Pick<Recording, 'ref'>

/** A recording's ref as one line of text, safe in URLs. `parseRecordingRef` reads it back. */
export function formatRecordingRef(ref: RecordingRef): string {
  return PREFIX + Buffer.from(JSON.stringify(ref)).toString('base64url')
}

/** Reads what `formatRecordingRef` wrote. Fails with `invalid-request` for anything else. */
export function parseRecordingRef(text: string): RecordingRef {
  if (!text.startsWith(PREFIX) || text.length > MAX_LENGTH)
    throw invalid('', `must be what formatRecordingRef wrote: "${PREFIX}…"`)
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8'))
  } catch {
    throw invalid('', 'is damaged: it does not hold what formatRecordingRef wrote')
  }
  return checked(value)
}

/** Reads a target. Fails with `invalid-request` for what is none, and asks nobody. */
export function readRecordingTarget(target: RecordingTarget): RecordingRef {
  if (typeof target === 'string') return parseRecordingRef(target)
  if (typeof target === 'object' && target !== null && 'ref' in target) return checked(target.ref)
  return checked(target)
}

function checked(value: unknown): RecordingRef {
  if (typeof value !== 'object' || value === null)
    throw invalid('', 'must be a recording, its ref, or the text of that')
  const { v, provider, tenant, id } = value as Record<keyof RecordingRef, unknown>
  if (v !== 1) throw invalid('.v', 'must be 1: this version of the library knows no other')
  if (typeof provider !== 'string' || provider === '')
    throw invalid('.provider', 'must name a provider instance')
  if (tenant !== undefined && typeof tenant !== 'string') throw invalid('.tenant', 'must be a string')
  // A vendor's id: a comma would name two of them, and no vendor has blanks or control characters in one.
  if (typeof id !== 'string' || !/^[^\s,\p{Cc}\p{Cs}]{1,256}$/u.test(id))
    throw invalid('.id', 'must have 1 to 256 characters, no comma, no white space')
  return { v, provider, ...(tenant === undefined ? {} : { tenant }), id }
}

function invalid(member: string, rule: string): Error {
  return invalidRequest([{ path: `recording${member}`, rule }])
}
