import type { ProviderHealth } from './provider-health.js'

/** How a `Meetings` object is: every configured instance, and the directory. */
export interface MeetingsHealth {
  /** Every instance is ok and the directory answers. */
  readonly ok: boolean
  readonly providers: Readonly<Record<string, ProviderHealth>>
  readonly directory: {
    readonly ok: boolean
    /** False: every process has its own memory of ids. Fine for one process; see `note`. */
    readonly shared: boolean
    readonly note?: string
  }
}
