import type { DirectoryKey, MeetingRecord } from '../directory/meeting-record.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { ProviderMeeting } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import { vendorKey } from './vendor-key.js'

/** One session of one meeting, and what the directory knows of it. */
export interface Session {
  readonly key: DirectoryKey
  readonly ref: MeetingRef
  /** The record of this very session; absent if there is none, or only of another session. */
  readonly record?: MeetingRecord
  /** The newer session of the same id that the directory knows: this one is over. */
  readonly successor?: Session
  /** The directory could not be asked. */
  readonly directoryDown?: boolean
}

export function recordedSession(record: MeetingRecord): Session {
  const { tenant, id, incarnation, provider, vendor } = record
  const ref: MeetingRef = {
    v: 1,
    provider,
    ...(tenant === undefined ? {} : { tenant }),
    id,
    incarnation,
    // A copy: the caller gets the ref, and the record may be the directory's own object.
    vendor: { ...vendor },
  }
  return { key: { tenant, id }, ref, record }
}

/** A session about which nothing is known but the id, on the provider that new meetings go to. */
export function unrecordedSession({ tenant, id }: DirectoryKey, provider: string): Session {
  const ref: MeetingRef = {
    v: 1,
    provider,
    ...(tenant === undefined ? {} : { tenant }),
    id,
    incarnation: 0,
    vendor: {},
  }
  return { key: { tenant, id }, ref }
}

/** A session that is known to be over. */
export function isOver({ record, successor }: Session): boolean {
  return record?.endedAt !== undefined || successor !== undefined
}

/** Whether a ref has no ids of a vendor: nobody has made, or seen, what it names. */
export function hasNoVendorIds({ vendor }: MeetingRef): boolean {
  return Object.keys(vendor).length === 0
}

/** What a provider is handed of a session. */
export function providerMeeting({ key, ref, record }: Session): ProviderMeeting {
  const { tenant, id, incarnation, vendor } = ref
  return {
    id,
    key: vendorKey(key),
    ...(tenant === undefined ? {} : { tenant }),
    incarnation,
    vendor,
    ...(record === undefined ? {} : { notes: record.notes, settings: record.settings }),
  }
}

/** Says that a session was served from its ref alone. */
export function directoryWarnings({ directoryDown }: Session): readonly MeetingWarning[] {
  if (directoryDown !== true) return []
  return [
    {
      code: 'directory-unavailable',
      message: 'the meeting directory did not answer; served from the ref alone',
    },
  ]
}
