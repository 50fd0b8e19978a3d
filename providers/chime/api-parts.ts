import type { Clock } from '../../src/ports/clock.js'
import type { ChimeApi } from './api.js'

/** What it takes to call Chime in good time. */
export interface ApiParts {
  readonly clock: Clock
  readonly api: ChimeApi
}
