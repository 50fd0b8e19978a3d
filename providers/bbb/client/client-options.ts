import type { HttpTransport } from '../../../src/http/http-transport.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { BbbConfig } from '../config.js'

/** Which server, and how calls are signed: as for a `bbb` instance, less what only meetings by neutral calls need. */
export type BbbClientConfig = Omit<BbbConfig, 'type' | 'passwordSeed' | 'events'>

export interface BbbClientOptions {
  /** How the server is reached. Default: one of the client's own, which `close` closes. One that is given stays open. */
  readonly transport?: HttpTransport
  /** Default: the machine's. */
  readonly clock?: Clock
  /** Time limit of each call, in milliseconds. Default: 15,000; with documents to create or insert 60,000. */
  readonly timeoutMs?: number
}

/** What every call of the client takes besides its request. */
export interface BbbCallOptions {
  /** Ends the call: it fails with `aborted`, whose `effect` tells how far it came. */
  readonly signal?: AbortSignal
  /**
   * Milliseconds, after which the call fails with `timeout`. Of an iteration each step has so long. Default:
   * the client's.
   */
  readonly timeoutMs?: number
}
