import type { EventUrls } from '../../../src/ports/event-urls.js'
import type { EventDelivery, ProviderEvent } from '../../../src/spec/provider-events.js'
import { chatMessageId } from './chat-event.js'
import { cleaned } from './clean-data.js'
import { eventId } from './event-id.js'
import { eventMeeting } from './event-meeting.js'
import { eventTime } from './event-time.js'
import { readHookForm } from './hook-form.js'
import { parseJson, textAt } from './json-object.js'
import { recordingIdOf, workflowOf } from './recording-event.js'
import { unreadable } from './refused.js'
import { saidBy } from './said-by.js'
import { type VendorEvent, vendorEvent } from './vendor-event.js'

interface Reading {
  readonly urls: EventUrls | undefined
  readonly now: Date
  /** Of the server, 2.2 to 3.0. */
  readonly release: number
}

/** The events in a call of the hook, which was proven to be genuine. */
export function readHook(delivery: EventDelivery, reading: Reading): readonly ProviderEvent[] {
  const form = readHookForm(delivery.body)
  if (form === undefined) throw unreadable('the call of the hook is no form of event, timestamp and domain')
  const parsed = parseJson(form.event)
  const sent = eventTime(form.timestamp) ?? reading.now
  return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((message) => {
    const event = vendorEvent(message)
    if (event === undefined)
      throw unreadable('the event of the hook is neither a JSON object nor a list of such')
    return toEvent(event, sent, delivery, reading)
  })
}

/** A list of the event; empty for one that another hook is for: before webhooks 3.4.0 those for one meeting hear of others too. */
function toEvent(
  event: VendorEvent,
  sent: Date,
  { claims }: EventDelivery,
  { urls, release }: Reading,
): readonly ProviderEvent[] {
  const { internalId, externalId } = event
  const createTime = textAt(event.meeting, 'create-time')
  const meeting = eventMeeting({ internalId, externalId, createTime }, claims)
  if (claims.meeting !== undefined && meeting !== undefined && claims.meeting.key !== meeting.key) return []
  const said = saidBy(event, release)
  return [
    {
      ...said,
      id: idOf(event, said.type),
      at: event.at ?? sent,
      vendorType: event.type,
      ...(meeting !== undefined && { meeting }),
      providerData: cleaned(event.message, urls),
    },
  ]
}

/** The server gives events no id. Where nobody knows what tells one from the next, all that is in it does. */
function idOf(event: VendorEvent, type: string): string {
  const { internalId, externalId, user, ts } = event
  const messageId = chatMessageId(event)
  const isKnown = type === 'chat.message' ? messageId !== undefined : type !== 'other' && ts !== undefined
  return eventId(
    event.type,
    internalId ?? externalId,
    textAt(user, 'internal-user-id', 'external-user-id'),
    ts,
    recordingIdOf(event),
    workflowOf(event),
    messageId,
    isKnown ? undefined : JSON.stringify(cleaned(event.message, undefined)),
  )
}
