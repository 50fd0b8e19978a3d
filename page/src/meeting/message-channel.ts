/** A data message, as the client library hands it over. */
export interface IncomingMessage {
  /** Who sent it, as the vendor vouches for. */
  readonly senderExternalUserId: string
  readonly timestampMs: number
  /** One's own, given back: it was one too many. */
  readonly throttled: boolean
  text(): string
}

/** The part of the client library that carries data messages; one's own do not come back. */
export interface MessageChannel {
  realtimeSendDataMessage(topic: string, data: string, lifetimeMs?: number): void
  realtimeSubscribeToReceiveDataMessage(topic: string, callback: (message: IncomingMessage) => void): void
}
