import { hash } from 'node:crypto'
import type { EventDelivery, ProviderEvent } from '../../../src/spec/provider-events.js'
import { cleaned } from './clean-data.js'
import type { EventContext } from './event-context.js'
import { eventId } from './event-id.js'
import { eventMeeting } from './event-meeting.js'
import { isObject, parseJson, textAt } from './json-object.js'
import { notGenuine, unreadable } from './refused.js'
import { verifiedClaims } from './verified-claims.js'

/**
 * Reads the statistics of a meeting that is over. The JWT proves that a server with the secret made it within the last day, and
 * nothing about the body, which it does not sign.
 */
export async function readAnalyticsCallback(
  { body, claims, headers }: EventDelivery,
  { secrets, urls }: EventContext,
  at: Date,
): Promise<ProviderEvent> {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token === undefined || (await verifiedClaims(token, secrets, at, ['exp'])) === undefined)
    throw notGenuine('the call is not signed with the secret of the server')
  const message = parseJson(Buffer.from(body).toString('utf8'))
  if (!isObject(message)) throw unreadable('the statistics are no JSON object')
  const internalId = textAt(message, 'internal_meeting_id')
  const meeting = eventMeeting({ externalId: textAt(message, 'meeting_id'), internalId }, claims)
  return {
    type: 'other',
    id: eventId('analytics-callback', internalId, hash('sha256', body, 'hex')),
    at,
    vendorType: 'analytics-callback',
    ...(meeting !== undefined && { meeting }),
    providerData: cleaned(message, urls),
  }
}
