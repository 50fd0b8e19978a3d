import { type Clock, systemClock } from '../../../ports/clock.js'
import type { BbbHookSignature } from './events/hook-message.js'
import type { BbbTokenAlgorithm } from './events/json-web-token.js'
import {
  type BbbChecksumAlgorithm,
  type BbbPagination,
  type ServerTraits,
  type SimulatedBbbServer,
  serverTraits,
} from './servers.js'

export interface BbbSimulatorOptions {
  /** The shared secret. Default: a fixed one for tests. An empty one switches the check off, as on a real server. */
  readonly secret?: string
  /** Which release or load balancer answers. Default `bbb-3.0`. */
  readonly server?: SimulatedBbbServer
  /**
   * Decides when meetings expire and recordings are ready, looked at on each request. Only while somebody is to be called
   * (a hook is registered, or a `create` named a callback) a timer looks in between. It also times the simulator's own
   * requests, and is what the `Date` header says. Default: the machine's time.
   */
  readonly clock?: Clock
  /** Which digests a checksum may have, hooks aside. Default: what the server accepts out of the box. */
  readonly checksumAlgorithms?: readonly BbbChecksumAlgorithm[]
  /** How long an ended meeting is still known, in milliseconds by the clock. Default 3000. */
  readonly endDelayMs?: number
  /** How far the server's clock, seen in the `Date` header, is ahead, in milliseconds. Default 0. */
  readonly skewMs?: number
  /** How long the recording of a meeting stays `processing` after the meeting is gone, in milliseconds. Default 60,000. */
  readonly recordingProcessingMs?: number
  /** How long an uploaded or removed text track takes to show, in milliseconds. Default 60,000. */
  readonly trackProcessingMs?: number
  /** How `limit` is answered. Default: as the server's last patch level does; a 3.0 of 2025 is `pageable`. */
  readonly pagination?: BbbPagination
  /** False: `getRecordings` without an ID and without `limit` finds nothing. Default true. */
  readonly allowFetchAllRecordings?: boolean
  /** Whether the operator left `getMeetings` switched on. Default true. */
  readonly meetingsApiEnabled?: boolean
  /** Whether the operator left the recording calls switched on. Default true. */
  readonly recordingsApiEnabled?: boolean
  /** Whether the optional package behind `hooks/*` is installed. Default true. */
  readonly webhooks?: boolean
  /** Callback URLs that the server's own configuration registers: in the list like others, removed by no call. Default none. */
  readonly permanentHooks?: readonly string[]
  /** Whether events are delivered to registered hooks. Default true. */
  readonly deliverHooks?: boolean
  /** Whether the callbacks that a `create` names are called: end, recording ready, analytics. Default true. */
  readonly deliverCallbacks?: boolean
  /** How deliveries to hooks are signed. Default `object` up to 2.7, `body` since 3.0. */
  readonly hookSignature?: BbbHookSignature
  /** The digest of that signature. Default `sha1`, as out of the box. */
  readonly hookDigest?: BbbChecksumAlgorithm
  /**
   * `hook`: a hook gets its events one after the other, and one that it does not take holds back those after it. `none`: each
   * event is on its way on its own, which is what version 3 of the hooks program does. The order over several hooks is
   * never guaranteed. Default `hook`, so that a test sees one order.
   */
  readonly hookOrder?: 'hook' | 'none'
  /** How the token of the recording-ready callback is signed; Scalelite may choose `HS512`. Default `HS256`. */
  readonly recordingReadyDigest?: BbbTokenAlgorithm
  /** In which formats the recording of a meeting is made. Default `presentation` alone. */
  readonly recordingFormats?: readonly string[]
  /** What a body of slides that is no XML, or a slide URL that is not allowed, does: servers since May 2026 refuse it. Default `ignored`. */
  readonly malformedXml?: 'ignored' | 'refused'
  /** A longer body meets the proxy's 413 page. Default 2 MiB. */
  readonly maxBodyBytes?: number
  /** The part of b3scale's path that says which customer calls. Default `frontend`. */
  readonly frontendKey?: string
}

/** The options with every default in its place, and what the chosen server differs in. */
export type BbbSimulatorSettings = Required<BbbSimulatorOptions> & Omit<ServerTraits, 'checksumAlgorithms'>

export function bbbSimulatorSettings(options: BbbSimulatorOptions): BbbSimulatorSettings {
  const server = options.server ?? 'bbb-3.0'
  const traits = serverTraits(server)
  return {
    ...traits,
    secret: 'bbb-simulator-secret-for-tests',
    server,
    clock: systemClock,
    endDelayMs: 3000,
    skewMs: 0,
    recordingProcessingMs: 60_000,
    trackProcessingMs: 60_000,
    allowFetchAllRecordings: true,
    meetingsApiEnabled: true,
    recordingsApiEnabled: true,
    webhooks: true,
    permanentHooks: [],
    deliverHooks: true,
    deliverCallbacks: true,
    hookSignature: traits.release < 3.0 ? 'object' : 'body',
    hookDigest: 'sha1',
    hookOrder: 'hook',
    recordingReadyDigest: 'HS256',
    recordingFormats: ['presentation'],
    malformedXml: 'ignored',
    maxBodyBytes: 2 * 1024 * 1024,
    frontendKey: 'frontend',
    ...definedOf(options),
  }
}

/** Without the properties that are there but undefined, which must not hide a default. */
function definedOf(options: BbbSimulatorOptions): BbbSimulatorOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
