/** A request that a server makes of its own accord. */
export interface OutgoingMessage {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Absent with `GET`. */
  readonly body?: string
}
