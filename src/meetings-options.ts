import type { OnCall } from './call/on-call.js'
import type { Directory } from './directory/directory.js'
import type { Clock } from './ports/clock.js'
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
  readonly onCall?: OnCall | undefined
  /** Runs after the providers are closed: for what the composition root made itself. */
  readonly onClose?: (() => Promise<void>) | undefined
}
