/** What every call of the facade takes. */
export interface CallOptions {
  /** Gives up when aborted: the call rejects with `aborted`, promptly; its `effect` says whether the vendor may have acted. */
  readonly signal?: AbortSignal
  /** Time limit of the whole call, queueing included, 1 to 600,000 ms. Default: `timeoutMs` of the configuration (15,000). */
  readonly timeoutMs?: number
  /** Whose meeting this is, 1 to 128 characters. Part of the directory's key, of the vendor's id and of the ref. Default: none. */
  readonly tenant?: string
  /**
   * A ref of a session that has ended and been replaced means the newest one under its id. `end` does not know it: a stale
   * ref never ends another session. Default: false, so that such a ref is `not-found`; the error's `newRef` names the newest.
   */
  readonly follow?: boolean
  /** Fail with `unsupported` or `conflict` where a warning would be given about something that the caller set. Default: `strict` of the configuration (false). */
  readonly strict?: boolean
}

/**
 * The part of the call options that reaches a provider. `signal` fires on the caller's abort and at the time limit
 * alike; a provider stops what it does and rejects with a `MeetingError` of code `aborted` whose `effect` tells how far
 * it came. The facade turns that into `timeout` where time was up, and rejects by itself if the provider does not.
 */
export interface ProviderCallOptions {
  readonly signal: AbortSignal
  /** True if the caller gave a signal of its own. Lets a provider spare per-request cancellation nobody asked for. */
  readonly abortable: boolean
  /** Milliseconds left until the time limit. */
  readonly remainingMs: number
  /** The caller asked for strict mode: a warning about a field of the request must be an error, before anything is sent. */
  readonly strict: boolean
}
