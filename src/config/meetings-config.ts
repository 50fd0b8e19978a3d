import type { OnCall } from '../call/on-call.js'
import type { ProviderConfig } from '../catalog.js'
import type { Directory } from '../directory/directory.js'
import type { HttpTransport } from '../http/http-transport.js'
import type { Clock } from '../ports/clock.js'
import type { ProviderContext } from '../ports/provider-factory.js'
import type { Store } from '../ports/store.js'
import type { MeetingProvider } from '../spec/provider.js'

/**
 * One configured instance: plain configuration (`{ type: 'bbb', … }`, the provider loads when it is needed), a function
 * that makes the provider (`bbb({ … })`, for bundlers), or a provider that is already made (a fake, or yours).
 */
export type ProviderEntry = ProviderConfig | ((context: ProviderContext) => MeetingProvider) | MeetingProvider

/** The whole configuration of `createMeetings`. */
export interface MeetingsConfig {
  /** Name of the instance on which new meetings are made. May be left out where there is only one. */
  readonly provider?: string
  /** The instances by name, `[a-z][a-z0-9-]{0,31}`. Keep an instance for as long as meetings live on it. */
  readonly providers: Readonly<Record<string, ProviderEntry>>
  /** Time limit of calls that give none, 1 to 600,000 ms. Default: 15,000. */
  readonly timeoutMs?: number
  /** Whether calls that do not say are strict. Default: false. */
  readonly strict?: boolean
  /** Your id -> where the meeting lives. Default: in the memory of this process. */
  readonly directory?: Directory
  /** The providers' own memory. Default: in the memory of this process. */
  readonly store?: Store
  /** How adapters that speak plain HTTP reach their vendor. Default: `nodeTransport()`. Yours is not closed by `close()`. */
  readonly transport?: HttpTransport
  /** Default: the machine's time. */
  readonly clock?: Clock
  /** Told about every finished call. */
  readonly onCall?: OnCall
}
