import type { MeetingRef } from './meeting-ref.js'
import type { TranscriptionProviderOptions } from './provider-options.js'
import type { MeetingWarning } from './warning.js'

/** How what is said becomes text. */
export interface TranscriptionRequest {
  /** The language that is spoken, BCP 47 (`en-US`). Excludes `languages`. Default: the vendor's, where neither is given. */
  readonly language?: string
  /** The vendor finds out which of these is spoken, 2 to 10 of BCP 47. */
  readonly languages?: readonly string[]
  /** What only one vendor has, by provider type. */
  readonly providerOptions?: TranscriptionProviderOptions
}

export interface TranscriptionResult {
  readonly ref: MeetingRef
  /**
   * `requested`: the vendor took it; whether it runs is told by events only. `stopped`: it stops, or did not run.
   */
  readonly outcome: 'requested' | 'stopped'
  readonly warnings: readonly MeetingWarning[]
}
