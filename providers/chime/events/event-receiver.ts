/** Whose events they are: the configured instance, and the tenant whose own it is. */
export interface EventOwner {
  readonly provider: string
  readonly tenant?: string
}

/** What takes messages that came on a trusted way: what `createEventHandler` answers, or anything like it. */
export interface EventReceiver {
  /** Resolves once the message is handled; whoever rejects is given it again. */
  receiveTrusted(message: unknown, from: EventOwner): Promise<unknown>
}
