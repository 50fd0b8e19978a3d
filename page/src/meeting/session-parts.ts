import type { AudioVideoFacade } from '../chime/sdk.js'
import type { CallParts } from './call-parts.js'

/** With what is only there in a browser. */
export interface SessionParts extends CallParts {
  readonly audioVideo: AudioVideoFacade
}
