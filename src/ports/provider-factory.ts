import type { HttpTransport } from '../http/http-transport.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { Clock } from './clock.js'
import type { EventUrls } from './event-urls.js'
import type { Store } from './store.js'

/** What the composition root gives to every provider. */
export interface ProviderContext {
  /** Name of the configured instance. */
  readonly name: string
  readonly clock: Clock
  readonly transport: HttpTransport
  /** What the provider must remember beyond one call, shared with other processes where the directory is. */
  readonly store: Store
  /** Where the vendor is to call back. Absent where the configuration has no `events`. */
  readonly events?: EventUrls
  /** People are let in by the join page, which does what some vendors leave to the page. Absent where they are not. */
  readonly joinPage?: true
}

/** Makes a provider out of its checked configuration. Synchronous and without network traffic. */
export type ProviderFactory<Config> = (config: Config, context: ProviderContext) => MeetingProvider
