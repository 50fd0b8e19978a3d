import type { EventUrls } from '../../../src/ports/event-urls.js'
import type { ResolvedBbbEvents } from './events-config.js'

/** What there is to know about how a server calls back. */
export interface EventContext {
  readonly settings: ResolvedBbbEvents
  /** The server's secrets, all that are accepted. */
  readonly secrets: readonly string[]
  /** Where to. Absent where the configuration as a whole has no `events`: then nobody is told to call. */
  readonly urls: EventUrls | undefined
}
