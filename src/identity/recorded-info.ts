import type { MeetingInfo } from '../spec/meeting-info.js'
import type { Session } from './session.js'

/** What the record knows about a meeting, for vendors that do not tell it. */
export function recordedInfo({ record }: Session): Pick<MeetingInfo, 'name' | 'createdAt' | 'metadata'> {
  if (record === undefined) return {}
  const { name = record.id, metadata } = record.settings
  return { name, createdAt: new Date(record.createdAt), ...(metadata === undefined ? {} : { metadata }) }
}
