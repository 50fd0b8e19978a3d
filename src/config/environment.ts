import { catalog, catalogEntry, type ProviderConfig } from '../catalog.js'
import type { Problem } from '../errors/meeting-error.js'
import { eventsConfigSchema } from './events-config.js'
import { instanceNamePattern } from './instance-name.js'
import { instancesFromVariables, itemsOf } from './instance-variables.js'
import { joinPageConfigSchema } from './join-page-config.js'
import type { MeetingsConfig } from './meetings-config.js'
import { notConfigured } from './not-configured.js'
import { type SigningVariables, signingFromVariables } from './signing-variables.js'

/** Environment variables by name, as `process.env` is. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads a configuration from environment variables. Fails with one `not-configured` that names every variable that is
 * missing or wrong and shows no value.
 *
 * - `MEETING_PROVIDER`: the instance on which new meetings are made.
 * - `MEETING_PROVIDERS`: all instances as `name:type`, separated by commas; `:type` may be left out where the name is a type.
 *   Default: the one that `MEETING_PROVIDER` names.
 * - Each instance reads variables that begin with its name in capitals, `-` as `_`: `BBB_URL` and `BBB_SECRET` for `bbb`,
 *   `BBB_EU_URL` for `bbb-eu`, `CHIME_RECORDING_BUCKET` for a bucket. Chime takes its region from `AWS_REGION` as well, and credentials from the usual AWS chain.
 * - `MEETING_RETIRED`: instances on which no new meetings are made, separated by commas.
 * - `MEETING_FALLBACK`: who makes the meeting where an instance cannot, as `bbb-eu:chime`, or in order `bbb-eu:bbb-us:chime`,
 *   separated by commas.
 * - `MEETING_EVENTS_URL` and `MEETING_EVENTS_SECRET`, where vendors deliver events; several secrets are separated by blanks.
 * - `MEETING_JOIN_PAGE_URL` and `MEETING_JOIN_PAGE_SECRET`, the page that lets people in; several secrets are separated by blanks.
 * - `MEETING_TIMEOUT_MS`, `MEETING_STRICT` (`true` or `false`).
 *
 * `BBB_SECRET` may hold several secrets separated by blanks, the newest first, while one is rotated.
 */
export function configFromEnvironment(environment: Environment): MeetingsConfig {
  const problems: Problem[] = []
  const provider = read(environment, 'MEETING_PROVIDER')
  const listed = read(environment, 'MEETING_PROVIDERS') ?? provider
  if (listed === undefined)
    problems.push({
      path: 'MEETING_PROVIDER',
      rule: `is required: the name of an instance, for example ${types()}`,
    })
  const providers: Record<string, ProviderConfig> = {}
  const names = new Set<string>()
  for (const item of itemsOf(listed)) {
    const [name = '', type = name, ...more] = item.split(':')
    const config = instance(environment, name, more.length > 0 || names.has(name) ? '' : type, problems)
    if (config !== undefined) providers[name] = config
    names.add(name)
  }
  const timeoutMs = milliseconds(environment, 'MEETING_TIMEOUT_MS', problems)
  const strict = truth(environment, 'MEETING_STRICT', problems)
  const events = signingFromVariables(eventsConfigSchema, signing(environment, 'MEETING_EVENTS'), problems)
  const joinPage = signingFromVariables(
    joinPageConfigSchema,
    signing(environment, 'MEETING_JOIN_PAGE'),
    problems,
  )
  if (provider === undefined ? names.size > 1 : !names.has(provider))
    problems.push({ path: 'MEETING_PROVIDER', rule: `must name one of ${[...names].join(', ')}` })
  const instances = instancesFromVariables(
    { retired: read(environment, 'MEETING_RETIRED'), fallback: read(environment, 'MEETING_FALLBACK') },
    [...names],
    provider,
  )
  problems.push(...instances.problems)
  if (problems.length > 0) throw notConfigured(problems)
  return {
    ...(provider !== undefined && { provider }),
    providers,
    ...(instances.options !== undefined && { instances: instances.options }),
    ...(events !== undefined && { events }),
    ...(joinPage !== undefined && { joinPage }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(strict !== undefined && { strict }),
  }
}

function instance(
  environment: Environment,
  name: string,
  type: string,
  problems: Problem[],
): ProviderConfig | undefined {
  const entry = catalogEntry(type)
  if (entry === undefined || !instanceNamePattern.test(name)) {
    const rule = `must list instances as name:type, each once, where name matches ${instanceNamePattern.source} and type is one of ${types()}`
    problems.push({
      path: read(environment, 'MEETING_PROVIDERS') === undefined ? 'MEETING_PROVIDER' : 'MEETING_PROVIDERS',
      rule,
    })
    return undefined
  }
  const prefix = name.toUpperCase().replaceAll('-', '_')
  const config: { type: string; [key: string]: unknown } = { type }
  for (const [key, ending] of Object.entries(entry.environment)) {
    const value = [`${prefix}_${ending}`, ...(entry.fallbacks?.[key] ?? [])]
      .map((variable) => read(environment, variable))
      .find((found) => found !== undefined)
    if (value !== undefined) put(config, key, entry.read?.[key]?.(value) ?? value)
  }
  const parsed = entry.parse(config)
  if (parsed.ok) return config as ProviderConfig
  for (const { path, rule } of parsed.problems) {
    const ending = entry.environment[path] ?? entry.environment[path.replace(/\.\d+$/, '')]
    problems.push({ path: `${prefix}_${ending ?? path.toUpperCase()}`, rule })
  }
  return undefined
}

/** Sets a member of a configuration, or, at `group.member`, one of a group of it. */
function put(config: Record<string, unknown>, path: string, value: unknown): void {
  const [key = '', member] = path.split('.')
  config[key] = member === undefined ? value : { ...(config[key] as object | undefined), [member]: value }
}

/** An empty variable is an unset one: that is how shells and container files leave things out. */
function read(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim()
  return value === '' ? undefined : value
}

function signing(environment: Environment, prefix: string): SigningVariables {
  return {
    prefix,
    url: read(environment, `${prefix}_URL`),
    secret: read(environment, `${prefix}_SECRET`),
  }
}

function milliseconds(environment: Environment, name: string, problems: Problem[]): number | undefined {
  const value = read(environment, name)
  if (value === undefined) return undefined
  const number = /^\d+$/.test(value) ? Number(value) : 0
  if (number >= 1 && number <= 600_000) return number
  problems.push({ path: name, rule: 'must be a whole number from 1 to 600000' })
  return undefined
}

function truth(environment: Environment, name: string, problems: Problem[]): boolean | undefined {
  const value = read(environment, name)
  if (value === undefined || value === 'true' || value === 'false')
    return value === undefined ? undefined : value === 'true'
  problems.push({ path: name, rule: 'must be "true" or "false"' })
  return undefined
}

function types(): string {
  return Object.keys(catalog).join(', ')
}
