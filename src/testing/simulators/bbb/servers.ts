/** The BigBlueButton releases, and the load balancers in front of several servers, that the simulator can play. */
export type SimulatedBbbServer =
  | 'bbb-2.2'
  | 'bbb-2.3'
  | 'bbb-2.4'
  | 'bbb-2.5'
  | 'bbb-2.6'
  | 'bbb-2.7'
  | 'bbb-3.0'
  | 'scalelite'
  | 'b3scale'

export type BbbChecksumAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/**
 * How `getRecordings` answers `limit`: not at all (`ignored`), with a `pagination` block whose totals count formats
 * (`pageable`), or with the page and a top-level `totalElements` (`total`).
 */
export type BbbPagination = 'ignored' | 'pageable' | 'total'

/** What a server differs in from others. Each release stands for its last patch level. */
export interface ServerTraits {
  /** The release that answers; behind a load balancer, that of the servers: a number from 2.2 to 3.0. */
  readonly release: number
  readonly balancer: 'scalelite' | 'b3scale' | undefined
  readonly checksumAlgorithms: readonly BbbChecksumAlgorithm[]
  readonly pagination: BbbPagination
}

/** Fact sheet sections 1.3 (pagination), 2.1 (digests) and 6 (load balancers). */
export function serverTraits(server: SimulatedBbbServer): ServerTraits {
  if (server === 'scalelite') {
    const checksumAlgorithms = ['sha1', 'sha256', 'sha512'] as const
    return { release: 3.0, balancer: server, checksumAlgorithms, pagination: 'ignored' }
  }
  if (server === 'b3scale') {
    return { release: 3.0, balancer: server, checksumAlgorithms: ['sha1', 'sha256'], pagination: 'ignored' }
  }
  const release = Number(server.slice('bbb-'.length))
  return {
    release,
    balancer: undefined,
    checksumAlgorithms: release < 2.5 ? ['sha1', 'sha256'] : ['sha1', 'sha256', 'sha384', 'sha512'],
    pagination: paginationOf(release),
  }
}

function paginationOf(release: number): BbbPagination {
  if (release < 2.6) return 'ignored'
  return release < 2.7 ? 'pageable' : 'total'
}
