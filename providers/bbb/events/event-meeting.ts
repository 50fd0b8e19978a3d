import { hash } from 'node:crypto'
import type { EventUrlClaims, ProviderEventMeeting } from '../../../src/spec/provider-events.js'
import { fromVendorMeetingId, isOwnMeetingId, toVendorMeetingId } from '../vendor-id.js'

export interface VendorMeetingIds {
  readonly internalId?: string | undefined
  readonly externalId?: string | undefined
  readonly createTime?: string | undefined
}

/**
 * The meeting that ids of the server stand for. The key is empty where it cannot be one of ours: a breakout room's id is the
 * server's choice, and sometimes the server has lost the id that it was given. A URL for one meeting then still says which, if the
 * internal id is that meeting's; if not, nothing is said, because what comes on such a URL counts as about its meeting.
 */
export function eventMeeting(
  { internalId, externalId, createTime }: VendorMeetingIds,
  { meeting }: Pick<EventUrlClaims, 'meeting'>,
): ProviderEventMeeting | undefined {
  if (internalId === undefined && externalId === undefined) return undefined
  const key = externalId === undefined ? claimedKey(internalId, meeting?.key) : ownKey(externalId)
  if (key === '' && meeting !== undefined) return undefined
  const [, ending = createTime] = /^[\da-f]{40}-(\d+)$/i.exec(internalId ?? '') ?? []
  return {
    key,
    vendor: {
      ...(ending !== undefined && { createTime: ending }),
      ...(internalId !== undefined && { internalId }),
    },
  }
}

function ownKey(externalId: string): string {
  return isOwnMeetingId(externalId) ? fromVendorMeetingId(externalId) : ''
}

/** An internal id begins with a hash of the meeting's id. */
function claimedKey(internalId = '', key?: string): string {
  if (key === undefined) return ''
  return internalId.startsWith(`${hash('sha1', toVendorMeetingId(key), 'hex')}-`) ? key : ''
}
