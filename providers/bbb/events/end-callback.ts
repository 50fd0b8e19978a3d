import type { EventDelivery, ProviderEvent } from '../../../src/spec/provider-events.js'
import { fromVendorMeetingId } from '../vendor-id.js'
import { eventId } from './event-id.js'
import { notGenuine } from './refused.js'

/**
 * Reads what the server sends when a meeting is over. It signs nothing: the URL is what proves the call, and it has to name the
 * meeting that it was made for.
 */
export function readEndCallback({ claims, query }: EventDelivery, at: Date): readonly ProviderEvent[] {
  const [meetingId = '', ...others] = query.getAll('meetingID')
  const key = fromVendorMeetingId(meetingId)
  const { meeting } = claims
  if (others.length > 0 || meeting?.key !== key)
    throw notGenuine('the end callback is not about the meeting that its URL was made for')
  const marks = query.get('recordingmarks')
  const isMarked = marks !== null && /^(?:true|false)$/.test(marks)
  const told = {
    at,
    vendorType: 'end-callback',
    meeting: { key, vendor: {} },
    providerData: { meetingID: meetingId, ...(marks !== null && { recordingmarks: marks }) },
  }
  const id = eventId('end-callback', key, String(meeting.incarnation))
  // The webhook tells the same end, mostly sooner, and not whether there is something to make a recording of.
  return [
    { ...told, type: 'meeting.ended', id, ...(isMarked && { recorded: marks === 'true' }) },
    ...(isMarked ? [{ ...told, type: 'other', id: `${id}.marks` } as const] : []),
  ]
}
