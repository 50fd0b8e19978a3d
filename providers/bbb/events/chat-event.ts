import { eventParticipant } from './event-participant.js'
import { type JsonObject, objectAt, textAt } from './json-object.js'
import type { SaidEvent } from './said-event.js'
import type { VendorEvent } from './vendor-event.js'

/** The one chat that everybody reads. */
const PUBLIC = 'MAIN-PUBLIC-GROUP-CHAT'

/** A message in the public chat. Undefined for one elsewhere, and for one without a text. */
export function chatEvent({ attributes }: VendorEvent): SaidEvent | undefined {
  const chat = textAt(attributes, 'chat-id')
  const text = textAt(chatMessage(attributes), 'message', 'text')
  if (text === undefined || (chat !== undefined && chat !== PUBLIC)) return undefined
  const participant = eventParticipant(senderOf(attributes))
  return { type: 'chat.message', text, ...(participant !== undefined && { participant }) }
}

/** What tells one message from another of the same moment. */
export function chatMessageId({ attributes }: VendorEvent): string | undefined {
  return textAt(chatMessage(attributes), 'id')
}

function chatMessage(attributes: JsonObject): JsonObject {
  return objectAt(attributes, 'chat-message')
}

/** The server's own messages have a sender that is nobody. */
function senderOf(attributes: JsonObject): JsonObject {
  const sender = objectAt(chatMessage(attributes), 'sender')
  const internalId = textAt(sender, 'internal-id', 'internal-user-id')
  const externalId = textAt(sender, 'external-id', 'external-user-id')
  if (internalId === undefined || /^system/i.test(internalId)) return {}
  return { 'internal-user-id': internalId, 'external-user-id': externalId, name: sender['name'] }
}
