import type { Parsed } from '../../../src/config/parsed.js'
import type { Problem } from '../../../src/errors/meeting-error.js'
import type { BbbConfig, ResolvedBbbConfig } from '../config.js'

/** One server of a pool. */
export interface BbbPoolServer extends Pick<BbbConfig, 'url' | 'secret' | 'passwordSeed'> {
  /**
   * Short name of the server, `[a-z][a-z0-9-]{0,31}`. Refs of meetings and recordings hold it: keep it for as long as
   * meetings live there, whatever becomes of its address.
   */
  readonly name: string
  /** Its share of new meetings beside the others, 0.01 to 1,000. Default: 1. */
  readonly weight?: number
}

/** Several servers of one release as one instance: a new meeting goes to the least loaded one that answers. */
export interface BbbPoolConfig
  extends Pick<BbbConfig, 'type' | 'server' | 'checksum' | 'hooksChecksum' | 'events'> {
  /** 1 to 100. */
  readonly servers: readonly BbbPoolServer[]
}

export interface ResolvedBbbPoolConfig {
  readonly type: 'bbb'
  readonly servers: readonly {
    readonly name: string
    readonly weight: number
    readonly config: ResolvedBbbConfig
  }[]
}

const namePattern = /^[a-z][a-z0-9-]{0,31}$/
const serversRule = 'must be a list of 1 to 100 servers with different names'

/** Whether a configuration means several servers. */
export function isPoolConfig(input: unknown): input is BbbPoolConfig {
  return typeof input === 'object' && input !== null && 'servers' in input && input.servers !== undefined
}

/** Checks the configuration of a pool, each server with what is said for all. */
export function parsePoolConfig(
  input: BbbPoolConfig,
  parseServer: (input: unknown) => Parsed<ResolvedBbbConfig>,
): Parsed<ResolvedBbbPoolConfig> {
  const { servers, ...common } = input
  const problems: Problem[] = []
  for (const key of ['url', 'secret', 'passwordSeed'])
    if (key in common)
      problems.push({ path: key, rule: 'belongs to each of the servers where there are several' })
  const list: readonly unknown[] = Array.isArray(servers) ? servers : []
  if (list.length < 1 || list.length > 100) problems.push({ path: 'servers', rule: serversRule })
  const resolved = list.flatMap((server, index) => {
    const path = `servers.${index}`
    const {
      name,
      weight = 1,
      ...own
    } = (typeof server === 'object' && server !== null ? server : {}) as Partial<BbbPoolServer>
    if (typeof name !== 'string' || !namePattern.test(name))
      problems.push({ path: `${path}.name`, rule: `must match ${namePattern.source}` })
    if (typeof weight !== 'number' || !(weight >= 0.01 && weight <= 1_000))
      problems.push({ path: `${path}.weight`, rule: 'must be a number from 0.01 to 1000' })
    const parsed = parseServer({ ...common, ...own })
    if (parsed.ok) return [{ name: String(name), weight, config: parsed.value }]
    problems.push(
      ...parsed.problems.map((problem) => ({ ...problem, path: ownPath(problem.path, path, common) })),
    )
    return []
  })
  const names = resolved.map(({ name }) => name)
  if (new Set(names).size < names.length) problems.push({ path: 'servers', rule: serversRule })
  const [first] = problems
  return first === undefined
    ? { ok: true, value: { type: 'bbb', servers: resolved } }
    : { ok: false, problems: unique(problems) }
}

/** What is said for all servers is wrong once, not once a server. */
function ownPath(path: string, server: string, common: object): string {
  const [key = ''] = path.split('.', 1)
  return key in common ? path : `${server}.${path}`
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.rule}`, problem])).values()]
}
