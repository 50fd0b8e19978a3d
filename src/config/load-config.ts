import * as v from 'valibot'
import type { Problem } from '../errors/meeting-error.js'
import { flag, integer, oneOf, text } from '../requests/text-rules.js'
import { eventsConfigSchema, type ResolvedEventsConfig, resolveEvents } from './events-config.js'
import type { InstanceOptions } from './instance-options.js'
import { instanceProblems, joinViaProblems } from './instance-rules.js'
import { joinPageConfigSchema, type ResolvedJoinPageConfig, resolveJoinPage } from './join-page-config.js'
import { lazySchema } from './lazy-schema.js'
import type { MeetingsConfig } from './meetings-config.js'
import { notConfigured } from './not-configured.js'
import { parse } from './parsed.js'
import { type ProviderMaker, providerMakers } from './provider-maker.js'

/** A checked configuration: how to make each instance, and which one is the default. */
export interface LoadedConfig {
  readonly defaultName: string
  readonly makers: Readonly<Record<string, ProviderMaker>>
  readonly instances: Readonly<Record<string, InstanceOptions>>
  readonly tenantTtlMs: number
  readonly maxTenantProviders: number
  readonly timeoutMs: number
  readonly strict: boolean
  readonly events: ResolvedEventsConfig | undefined
  readonly joinPage: ResolvedJoinPageConfig | undefined
}

const DEFAULT_TIMEOUT_MS = 15_000
const DEFAULT_TENANT_TTL_MS = 60_000
const DEFAULT_TENANT_PROVIDERS = 1_000

const schema = lazySchema(() => {
  const object = v.looseObject({}, 'must be an object')
  const methods = ['get', 'set', 'swap', 'keys', 'delete']
  const store = v.custom<object>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      methods.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function'),
    `must have the methods ${methods.join(', ')}`,
  )
  const names = v.union(
    [v.string(), v.array(v.string())],
    'must be the name of an instance, or a list of names in order',
  )
  const options = v.strictObject(
    {
      acceptNew: v.optional(flag),
      fallback: v.optional(names),
      joinVia: v.optional(oneOf('page', 'vendor')),
    },
    'must be an object',
  )
  return v.strictObject(
    {
      provider: v.optional(text(1, 32)),
      providers: v.record(v.string(), v.unknown(), 'must be an object of instances by name'),
      instances: v.optional(v.record(v.string(), options, 'must be an object of options by instance')),
      tenants: v.optional(v.function('must be a function')),
      tenantTtlMs: v.optional(integer(0, 86_400_000), DEFAULT_TENANT_TTL_MS),
      maxTenantProviders: v.optional(integer(1, 100_000), DEFAULT_TENANT_PROVIDERS),
      timeoutMs: v.optional(integer(1, 600_000), DEFAULT_TIMEOUT_MS),
      strict: v.optional(flag, false),
      directory: v.optional(object),
      store: v.optional(store),
      transport: v.optional(object),
      clock: v.optional(object),
      events: v.optional(eventsConfigSchema),
      joinPage: v.optional(joinPageConfigSchema),
      onCall: v.optional(v.function('must be a function')),
    },
    'must be an object',
  )
})

/** Checks a configuration. Fails with one `not-configured` that lists everything that is wrong, by key, without values. */
export function loadConfig(config: MeetingsConfig): LoadedConfig {
  const parsed = parse(schema, config)
  const problems: Problem[] = parsed.ok ? [] : [...parsed.problems]
  const isRight = (part: string): boolean =>
    problems.every(({ path }) => path !== '' && path !== part && !path.startsWith(`${part}.`))
  const isObject = isRight('')
  const { provider, instances = {} } = isObject ? config : {}
  const entries = isObject && isRight('providers') ? config.providers : {}
  const names = Object.keys(entries)
  const defaultName = provider ?? names[0]
  const hasInstances = isObject && isRight('providers')
  const optionProblems =
    hasInstances && isRight('instances')
      ? [
          ...instanceProblems(instances, names, defaultName),
          ...joinViaProblems(instances, config.joinPage !== undefined),
        ]
      : []
  const found = hasInstances && isRight('provider') ? defaultProblem(provider, names) : undefined
  const { makers, problems: wrongEntries } = providerMakers(entries, 'providers')
  problems.push(...wrongEntries, ...(found === undefined ? [] : [found]), ...optionProblems)
  if (!parsed.ok || defaultName === undefined || problems.length > 0) throw notConfigured(problems)
  const { timeoutMs, strict, tenantTtlMs, maxTenantProviders, events, joinPage } = parsed.value
  // The caller's own object may change; what was checked may not.
  const checked = structuredClone(instances)
  return {
    defaultName,
    makers,
    instances: checked,
    tenantTtlMs,
    maxTenantProviders,
    timeoutMs,
    strict,
    events: events && resolveEvents(events),
    joinPage: joinPage && resolveJoinPage(joinPage),
  }
}

/** What is wrong with the choice of the default instance, if anything is. */
function defaultProblem(provider: string | undefined, names: readonly string[]): Problem | undefined {
  if (names.length === 0) return { path: 'providers', rule: 'must have at least one instance' }
  if (provider === undefined && names.length > 1)
    return { path: 'provider', rule: `is required where there are several instances: ${names.join(', ')}` }
  if (provider !== undefined && !names.includes(provider))
    return { path: 'provider', rule: `must name one of the instances: ${names.join(', ')}` }
  return undefined
}
