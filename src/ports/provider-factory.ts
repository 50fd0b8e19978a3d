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
}

/** Makes a provider out of its checked configuration. Synchronous and without network traffic. */
export type ProviderFactory<Config> = (config: Config, context: ProviderContext) => MeetingProvider
