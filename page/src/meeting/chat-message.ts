import { jsonObject } from '../base/json-object.js'

/** A chat message as it travels. */
export interface ChatMessage {
  /** Chosen by the sender, so that a message that arrives twice is shown once. */
  readonly id: string
  readonly text: string
}

/** The vendor's limit of a data message, in bytes of UTF-8. @internal */
export const MESSAGE_LIMIT_BYTES = 2048

const bytes = new TextEncoder()

export function encodeChat({ id, text }: ChatMessage): string {
  return JSON.stringify({ id, text })
}

/** How far over the limit a text is, 0 where it fits. */
export function chatOverflow(message: ChatMessage): number {
  return Math.max(0, bytes.encode(encodeChat(message)).length - MESSAGE_LIMIT_BYTES)
}

/** Reads what somebody sent; anything else than a message is nothing. */
export function decodeChat(data: string): ChatMessage | undefined {
  const { id, text } = jsonObject(data)
  if (typeof id !== 'string' || id === '' || id.length > 64) return undefined
  if (typeof text !== 'string' || text.trim() === '') return undefined
  return { id, text }
}
