import type { OnCall } from '../call/on-call.js'
import type { Directory } from '../directory/directory.js'
import type { HttpTransport } from '../http/http-transport.js'
import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { EventsConfig } from './events-config.js'
import type { InstanceOptions } from './instance-options.js'
import type { JoinPageConfig } from './join-page-config.js'
import type { ProviderEntry } from './provider-entry.js'
import type { TenantResolver } from './tenant-route.js'

export type { ProviderEntry } from './provider-entry.js'

/** The whole configuration of `createMeetings`. */
export interface MeetingsConfig {
  /** Name of the instance on which new meetings are made. May be left out where there is only one. */
  readonly provider?: string
  /** The instances by name, `[a-z][a-z0-9-]{0,31}`. Keep an instance for as long as meetings live on it. */
  readonly providers: Readonly<Record<string, ProviderEntry>>
  /** More about instances, by their names: which are retired, and which one makes the meeting where another cannot. */
  readonly instances?: Readonly<Record<string, InstanceOptions>>
  /** Where each tenant's meetings are. Default: every tenant's are on the configured instances, new ones on the default. */
  readonly tenants?: TenantResolver
  /** How long an answer of `tenants` is trusted, 0 to 86,400,000 ms; 0 asks each time. Default: 60,000. */
  readonly tenantTtlMs?: number
  /**
   * How many of the tenants' own instances are kept ready, 1 to 100,000. The one that was not used for longest makes room: it
   * finishes its calls and is closed, and the next call makes it anew. Default: 1,000.
   */
  readonly maxTenantProviders?: number
  /** Time limit of calls that give none, 1 to 600,000 ms. Default: 15,000. */
  readonly timeoutMs?: number
  /** Whether calls that do not say are strict. Default: false. */
  readonly strict?: boolean
  /** Your id -> where the meeting lives. Default: in the memory of this process. */
  readonly directory?: Directory
  /** The providers' own memory. Default: in the memory of this process. */
  readonly store?: Store
  /** Where vendors deliver events by HTTP, see `createEventHandler` of `anymeet/events`. Default: nowhere. */
  readonly events?: EventsConfig
  /**
   * The page by which `join` answers a link on vendors that have none, see `createJoinPage` of `anymeet/join-page`. Every process that
   * joins needs it. Default: none, so that `join` answers what the vendor does.
   */
  readonly joinPage?: JoinPageConfig
  /** How adapters that speak plain HTTP reach their vendor. Default: `nodeTransport()`. Yours is not closed by `close()`. */
  readonly transport?: HttpTransport
  /** Default: the machine's time. */
  readonly clock?: Clock
  /** Told about every finished call. */
  readonly onCall?: OnCall
}
