import type { OutgoingMessage } from '../../simulators/bbb/events/outgoing-message.js'

export function requestOf({ method, url, headers, body }: OutgoingMessage): Request {
  return new Request(url, { method, headers: { ...headers }, ...(body !== undefined && { body }) })
}
