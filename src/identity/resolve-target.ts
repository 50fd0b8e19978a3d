import type { Directory } from '../directory/directory.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import { invalidRequest } from '../errors/invalid-request.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import type { ProviderCallOptions } from '../spec/call-options.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import { askDirectory, recordIfAtHand } from './guarded-directory.js'
import { meetingIdPattern } from './meeting-id.js'
import { checkMeetingRef, isRefText, parseMeetingRef } from './ref-text.js'
import { hasNoVendorIds, recordedSession, type Session, unrecordedSession } from './session.js'

/** A meeting as callers name it: a ref, the text of a ref, or their own id. */
export type MeetingTarget = MeetingRef | string

export interface ResolveContext {
  readonly directory: Directory
  readonly clock: Clock
  readonly call: Pick<ProviderCallOptions, 'remainingMs'>
  /** The instance that is taken to have what is not recorded. */
  readonly defaultProvider: () => string | Promise<string>
  readonly tenant: string | undefined
}

/** Reads a target: fails with `invalid-request` for what is none, and asks nobody. */
export function readTarget(target: MeetingTarget): MeetingRef | string {
  if (typeof target !== 'string') return checkMeetingRef(target)
  if (isRefText(target)) return parseMeetingRef(target)
  if (meetingIdPattern.test(target)) return target
  throw invalidRequest([
    { path: 'target', rule: `must be a ref, its text, or an id that matches ${meetingIdPattern.source}` },
  ])
}

/**
 * The session that a target means. A ref pins its own, recorded or not, and is of use while the directory is down; an
 * own id means the recorded session, or, where nothing is recorded, whatever the default provider knows under the id.
 */
export async function resolveTarget(target: MeetingRef | string, context: ResolveContext): Promise<Session> {
  const { directory, tenant } = context
  if (typeof target === 'string') {
    const record = await askDirectory(directory, (asked) => asked.get({ tenant, id: target }))
    return record === undefined
      ? unrecordedSession({ tenant, id: target }, await context.defaultProvider())
      : recordedSession(record)
  }
  // A ref of another tenant is answered exactly like one of a meeting that never was.
  if (target.tenant !== tenant) throw notFound(target)
  const key = { tenant, id: target.id }
  let record: MeetingRecord | undefined
  try {
    record = await recordIfAtHand(context, context.call, key)
  } catch {
    return { key, ref: target, directoryDown: true }
  }
  if (record === undefined) return { key, ref: target }
  if (namesNoSession(target)) return recordedSession(record)
  if (isOf(record, target)) return { key, ref: target, record }
  const isNewer = record.incarnation > target.incarnation
  return { key, ref: target, ...(isNewer && { successor: recordedSession(record) }) }
}

/** What a join by the page answers before there is a meeting, and what is on nobody's record: whatever runs under the id. */
function namesNoSession(ref: MeetingRef): boolean {
  return ref.incarnation === 0 && hasNoVendorIds(ref)
}

/** A directory that was emptied counts anew: equal numbers alone do not make it the same session. */
function isOf({ incarnation, provider, vendor }: MeetingRecord, ref: MeetingRef): boolean {
  const names = Object.keys(vendor)
  return (
    // A ref out of a vendor's list names no incarnation.
    (ref.incarnation === 0 || incarnation === ref.incarnation) &&
    provider === ref.provider &&
    names.length === Object.keys(ref.vendor).length &&
    names.every((name) => vendor[name] === ref.vendor[name])
  )
}

export function notFound(ref: MeetingRef): MeetingError {
  return new MeetingError({
    code: 'not-found',
    message: `there is no meeting "${ref.id}", or it has ended`,
    ref,
  })
}
