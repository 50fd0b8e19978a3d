import type { EventUrls } from '../../src/ports/event-urls.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderListedMeeting, ProviderMeetingList } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import { readInPieces } from './client/read-in-pieces.js'
import { toInfo } from './info.js'
import { participantOf } from './participant.js'
import { hasEnded } from './session.js'
import { fromVendorMeetingId } from './vendor-id.js'
import { childOf, textOf, type XmlElement } from './xml/xml-element.js'

/**
 * What the server runs, read while it is iterated. Without breakout rooms, whose ids are the server's and which
 * `listBreakoutRooms` tells.
 */
export function listMeetings(open: () => BbbContext, options: ProviderCallOptions): ProviderMeetingList {
  return { unreachable: [], [Symbol.asyncIterator]: () => eachListed(open, options) }
}

async function* eachListed(
  open: () => BbbContext,
  options: ProviderCallOptions,
): AsyncGenerator<ProviderListedMeeting, void> {
  const { api, events } = open()
  const read = (element: XmlElement): ProviderListedMeeting | undefined => listedOf(element, events.urls)
  const call = { call: 'getMeetings', query: '', list: 'meetings', item: 'meeting', read } as const
  for await (const meeting of readInPieces(api, call, options)) {
    if (meeting !== undefined) yield meeting
  }
}

/** Undefined for a breakout room, and for an entry without the ids that make a ref. */
function listedOf(element: XmlElement, urls: EventUrls | undefined): ProviderListedMeeting | undefined {
  const meetingId = textOf(element, 'meetingID')
  const createTime = textOf(element, 'createTime')
  const internalId = textOf(element, 'internalMeetingID')
  if (meetingId === undefined || createTime === undefined || internalId === undefined) return undefined
  if (textOf(element, 'isBreakout') === 'true') return undefined
  const attendees = childOf(element, 'attendees')?.children ?? []
  const participants = attendees.flatMap((attendee) => participantOf(attendee) ?? [])
  return {
    ...toInfo({ answer: element, participants }, hasEnded(element) ? 'ended' : 'open', urls),
    key: fromVendorMeetingId(meetingId),
    vendor: { createTime, internalId },
  }
}
