import type { OnCall } from './call/on-call.js'
import type { CallbackSigner } from './callbacks/callback-signer.js'
import type { Directory } from './directory/directory.js'
import type { HttpTransport } from './http/http-transport.js'
import type { TenantNames } from './identity/tenant-names.js'
import type { JoinLinks } from './join-link/join-links.js'
import type { Clock } from './ports/clock.js'
import type { Store } from './ports/store.js'
import type { Providers } from './providers.js'

/** What `Meetings` is made of. `createMeetings` puts it together from a configuration. */
export interface MeetingsOptions {
  readonly providers: Providers
  readonly directory: Directory
  readonly clock: Clock
  /** Time limit of a call that gives none. */
  readonly timeoutMs: number
  /** Whether calls that do not say are strict. */
  readonly strict: boolean
  /** What is remembered of events: which were handled, who is inside. Shared where the directory is. */
  readonly store: Store
  readonly tenantNames: TenantNames
  /** Signs callback URLs. Absent where the configuration has no `events`. */
  readonly callbacks: CallbackSigner | undefined
  /** Signs and reads links to the join page. Absent where the configuration has none. */
  readonly joinPage?: JoinLinks | undefined
  readonly transport: HttpTransport
  readonly onCall?: OnCall | undefined
  /** Runs after the providers are closed: for what the composition root made itself. */
  readonly onClose?: (() => Promise<void>) | undefined
}
