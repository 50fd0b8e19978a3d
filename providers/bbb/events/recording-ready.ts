import type { EventDelivery, ProviderEvent } from '../../../src/spec/provider-events.js'
import { cleaned } from './clean-data.js'
import type { EventContext } from './event-context.js'
import { eventId } from './event-id.js'
import { eventMeeting } from './event-meeting.js'
import { formFields } from './form.js'
import { textAt } from './json-object.js'
import { notGenuine, unreadable } from './refused.js'
import { verifiedClaims } from './verified-claims.js'

/**
 * Reads what a script of the server sends for each format that is ready, without saying which. What it says is all in a signed JWT.
 * The rooms of a meeting inherit its URL, so the meeting is the one that is said, not the one that the URL was made for.
 */
export async function readRecordingReady(
  { body, claims }: EventDelivery,
  { secrets, urls }: EventContext,
  at: Date,
): Promise<ProviderEvent> {
  const form = formFields(body, ['signed_parameters'])
  const said = form && (await verifiedClaims(form.signed_parameters, secrets, at))
  if (said === undefined) throw notGenuine('the call is not signed with the secret of the server')
  const recordingId = textAt(said, 'record_id')
  if (recordingId === undefined) throw unreadable('the call names no recording')
  const externalId = textAt(said, 'meeting_id')
  // The recording of a session has the session's id.
  const meeting = eventMeeting({ externalId, internalId: recordingId }, claims)
  return {
    type: 'recording.ready',
    id: eventId('recording-ready', recordingId),
    at,
    vendorType: 'recording-ready',
    ...(meeting !== undefined && { meeting }),
    recordingId,
    providerData: cleaned(said, urls),
  }
}
