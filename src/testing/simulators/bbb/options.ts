import { type Clock, systemClock } from '../../../ports/clock.js'

/** The BigBlueButton releases that the simulator can play. */
export type SimulatedBbbServer = 'bbb-2.4' | 'bbb-3.0'

export type BbbChecksumAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512'

export interface BbbSimulatorOptions {
  /** The shared secret. Default: a fixed one for tests. An empty one switches the check off, as on a real server. */
  readonly secret?: string
  /** Which release answers. Default `bbb-3.0`. */
  readonly server?: SimulatedBbbServer
  /** Decides when meetings expire, looked at on each request; nothing runs in between. Default: the machine's time. */
  readonly clock?: Clock
  /** Which digests a checksum may have. Default: SHA-1 and SHA-256 on 2.4, all four on 3.0. */
  readonly checksumAlgorithms?: readonly BbbChecksumAlgorithm[]
  /** How long an ended meeting is still known, in milliseconds by the clock. Default 3000. */
  readonly endDelayMs?: number
}

export interface BbbSimulatorSettings {
  readonly secret: string
  readonly server: SimulatedBbbServer
  readonly clock: Clock
  readonly checksumAlgorithms: readonly BbbChecksumAlgorithm[]
  readonly endDelayMs: number
}

export function bbbSimulatorSettings(options: BbbSimulatorOptions): BbbSimulatorSettings {
  const server = options.server ?? 'bbb-3.0'
  return {
    secret: options.secret ?? 'bbb-simulator-secret-for-tests',
    server,
    clock: options.clock ?? systemClock,
    checksumAlgorithms:
      options.checksumAlgorithms ??
      (server === 'bbb-2.4' ? ['sha1', 'sha256'] : ['sha1', 'sha256', 'sha384', 'sha512']),
    endDelayMs: options.endDelayMs ?? 3000,
  }
}
