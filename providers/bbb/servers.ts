import type { BbbChecksum } from './checksum.js'

/**
 * Which release a server runs, or which load balancer stands in front of several. A release means that line
 * up to its last patch level; take the nearest one below where yours is not named.
 */
export type BbbServer =
  | 'bbb-2.2'
  | 'bbb-2.3'
  | 'bbb-2.4'
  | 'bbb-2.5'
  | 'bbb-2.6'
  | 'bbb-2.7'
  | 'bbb-3.0'
  | 'scalelite'
  | 'b3scale'

export const bbbServers: readonly BbbServer[] = [
  'bbb-2.2',
  'bbb-2.3',
  'bbb-2.4',
  'bbb-2.5',
  'bbb-2.6',
  'bbb-2.7',
  'bbb-3.0',
  'scalelite',
  'b3scale',
]

/** The calls of the API, as they stand in its paths and checksums. */
export type BbbCall =
  | 'create'
  | 'join'
  | 'isMeetingRunning'
  | 'end'
  | 'getMeetingInfo'
  | 'getMeetings'
  | 'insertDocument'
  | 'sendChatMessage'
  | 'getJoinUrl'
  | 'getRecordings'
  | 'publishRecordings'
  | 'deleteRecordings'
  | 'updateRecordings'
  | 'getRecordingTextTracks'
  | 'putRecordingTextTrack'
  | 'hooks/create'
  | 'hooks/list'
  | 'hooks/destroy'
  | 'getDefaultConfigXML'
  | 'setConfigXML'

/** The newest release that is known: what a load balancer's servers are taken for. */
const NEWEST = 3.0

const releases: ReadonlyMap<BbbServer, number> = new Map(
  bbbServers.map((server) => [
    server,
    server.startsWith('bbb-') ? Number(server.slice('bbb-'.length)) : NEWEST,
  ]),
)

/** A number from 2.2 to 3.0. */
export function releaseOf(server: BbbServer): number {
  return releases.get(server) ?? NEWEST
}

/** As a sentence names it: `BigBlueButton 2.4`, `Scalelite`. */
export function serverName(server: BbbServer): string {
  if (server === 'scalelite') return 'Scalelite'
  return server === 'b3scale' ? 'b3scale' : `BigBlueButton ${server.slice('bbb-'.length)}`
}

/** The digests that a server accepts out of the box. Fact sheet section 2.1. */
export function checksumsOf(server: BbbServer): readonly BbbChecksum[] {
  if (server === 'scalelite') return ['sha1', 'sha256', 'sha512']
  if (server === 'b3scale' || releaseOf(server) < 2.5) return ['sha1', 'sha256']
  return ['sha1', 'sha256', 'sha384', 'sha512']
}

/** Whether `getRecordings` knows `limit`; elsewhere it answers everything at once. Fact sheet section 1.3. */
export function cutsPages(server: BbbServer): boolean {
  return server !== 'scalelite' && server !== 'b3scale' && releaseOf(server) >= 2.6
}

interface Offer {
  readonly since?: number
  readonly until?: number
  readonly behind?: readonly BbbServer[]
}

/** Calls that not every server has. Fact sheet sections 1.1 and 6. */
const offers: Readonly<Partial<Record<BbbCall, Offer>>> = {
  insertDocument: { since: 2.5, behind: ['scalelite'] },
  sendChatMessage: { since: 3.0 },
  getJoinUrl: { since: 3.0 },
  getRecordingTextTracks: {},
  putRecordingTextTrack: {},
  'hooks/create': {},
  'hooks/list': {},
  'hooks/destroy': {},
  getDefaultConfigXML: { until: 2.3 },
  setConfigXML: { until: 2.3 },
}

/** Why a server does not have a call, as a sentence; undefined where it has it. */
export function lackOf(server: BbbServer, call: BbbCall): string | undefined {
  const offer = offers[call]
  if (offer === undefined) return undefined
  const { since = 0, until = Number.POSITIVE_INFINITY, behind = [] } = offer
  if (server === 'scalelite' || server === 'b3scale')
    return behind.includes(server) ? undefined : `${serverName(server)} does not pass ${call} on`
  const release = releaseOf(server)
  if (release < since) return `${call} needs BigBlueButton ${since.toFixed(1)} or later`
  return release > until ? `${call} is gone since BigBlueButton ${(until + 0.1).toFixed(1)}` : undefined
}
