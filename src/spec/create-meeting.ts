import type { MeetingRef } from './meeting-ref.js'
import type { MeetingSettings } from './meeting-settings.js'
import type { ProviderOptions } from './provider-options.js'
import type { MeetingWarning } from './warning.js'

/**
 * A meeting to make, or to find: the id decides. Refused with `invalid-request`, before anything is sent, where a
 * field breaks the rule that its comment states; no text may hold control characters (but line breaks and tabs in
 * `welcomeMessage`), lone surrogates, U+FFFE or U+FFFF.
 */
export interface CreateMeetingRequest extends MeetingSettings {
  /** Your own id, `[A-Za-z0-9_-]{2,64}`; `toMeetingId` makes one out of any text. */
  readonly id: string
  /** What only one vendor has, by provider type. */
  readonly providerOptions?: ProviderOptions
}

/** An instance that should have made a meeting, and could not. */
export interface CreateFallback {
  /** Name of the instance. */
  readonly provider: string
  readonly code: 'unavailable' | 'rate-limited' | 'quota'
}

export interface CreateMeetingResult {
  /** Store this, or just your own id. */
  readonly ref: MeetingRef
  /** `created` by this call, or `existing`: alive already, and left as it is. */
  readonly disposition: 'created' | 'existing'
  /** When the vendor made it, where it is known. */
  readonly createdAt?: Date
  /**
   * Only where another instance than the one for new meetings made it, as `instances.fallback` of the configuration allows:
   * those that could not, in the order in which they were tried. `ref.provider` is the one that could. A warning says it, too.
   */
  readonly fellBackFrom?: readonly CreateFallback[]
  readonly warnings: readonly MeetingWarning[]
  /** The vendor's own answer less its secrets; only from the call that made the meeting. */
  readonly providerData?: Readonly<Record<string, unknown>>
}
