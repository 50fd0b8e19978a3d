import type { ChimeEventBridgeEnvelope } from '../../simulators/chime/index.js'
import { destinationHeaders } from '../../simulators/chime-delivery/bus/api-destination.js'

/** Where an envelope goes and by which header its connection authorises itself. */
export interface EventBridgeRequestOptions {
  readonly url: string
  /** What `eventBridgeEnvelope` makes, or the bytes to send instead. */
  readonly envelope: ChimeEventBridgeEnvelope | string
  readonly headerName: string
  readonly headerValue: string
}

/** The request with which an API destination of EventBridge posts an envelope. */
export function eventBridgeRequest(options: EventBridgeRequestOptions): Request {
  const { url, envelope } = options
  const body = typeof envelope === 'string' ? envelope : JSON.stringify(envelope)
  return new Request(url, { method: 'POST', headers: destinationHeaders(options), body })
}
