import type { ProviderHealth } from './provider-health.js'

/** How a `Meetings` object is: every configured instance, and the directory. */
export interface MeetingsHealth {
  /** Every instance is ok, the directory answers, and the tenant that was asked for has its place. */
  readonly ok: boolean
  /** By the names of the instances; asked for a tenant, its own among them. */
  readonly providers: Readonly<Record<string, ProviderHealth>>
  /** Whether it can be told where the tenant's meetings are. Absent where no tenant was asked for. */
  readonly tenant?: {
    readonly ok: boolean
    readonly problem?: string
  }
  readonly directory: {
    readonly ok: boolean
    /** False: every process has its own memory of ids. Fine for one process; see `note`. */
    readonly shared: boolean
    readonly note?: string
  }
}
