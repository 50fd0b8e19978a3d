import type { Clock } from '../../src/ports/clock.js'
import type { ChimeApi } from './api.js'
import type { ResolvedChimeConfig } from './config.js'
import type { MeetingDescriptions } from './descriptions.js'
import type { Gather } from './gather.js'

/** What the operations of an instance share. */
export interface ChimeParts {
  /** Name of the instance. */
  readonly name: string
  readonly config: ResolvedChimeConfig
  readonly clock: Clock
  readonly api: ChimeApi
  readonly gather: Gather
  readonly descriptions: MeetingDescriptions
}
