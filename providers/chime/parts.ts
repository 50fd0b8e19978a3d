import type { Store } from '../../src/ports/store.js'
import type { ApiParts } from './api-parts.js'
import type { ResolvedChimeConfig } from './config.js'
import type { MeetingDescriptions } from './descriptions.js'
import type { Gather } from './gather.js'
import type { SeatMemory } from './seats/seat-memory.js'

/** What the operations of an instance share. */
export interface ChimeParts extends ApiParts {
  /** Name of the instance. */
  readonly name: string
  readonly config: ResolvedChimeConfig
  /** What more than one process has to remember; never join tokens. */
  readonly store: Store
  readonly gather: Gather
  readonly descriptions: MeetingDescriptions
  readonly seats: SeatMemory
}
