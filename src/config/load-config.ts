import * as v from 'valibot'
import { catalog, catalogEntry } from '../catalog.js'
import type { Problem } from '../errors/meeting-error.js'
import type { ProviderContext } from '../ports/provider-factory.js'
import type { ProviderLoader } from '../providers.js'
import { flag, integer, text } from '../requests/text-rules.js'
import type { MeetingProvider } from '../spec/provider.js'
import { instanceNamePattern } from './instance-name.js'
import { lazySchema } from './lazy-schema.js'
import type { MeetingsConfig, ProviderEntry } from './meetings-config.js'
import { notConfigured } from './not-configured.js'
import { type Parsed, parse } from './parsed.js'

/** A checked configuration: how to make each instance, and which one is the default. */
export interface LoadedConfig {
  readonly defaultName: string
  readonly makers: Readonly<Record<string, ProviderMaker>>
  readonly timeoutMs: number
  readonly strict: boolean
}

type ProviderMaker = (context: ProviderContext) => ReturnType<ProviderLoader>

const DEFAULT_TIMEOUT_MS = 15_000

const schema = lazySchema(() => {
  const object = v.looseObject({}, 'must be an object')
  return v.strictObject(
    {
      provider: v.optional(text(1, 32)),
      providers: v.record(v.string(), v.unknown(), 'must be an object of instances by name'),
      timeoutMs: v.optional(integer(1, 600_000), DEFAULT_TIMEOUT_MS),
      strict: v.optional(flag, false),
      directory: v.optional(object),
      store: v.optional(object),
      transport: v.optional(object),
      clock: v.optional(object),
      onCall: v.optional(v.function('must be a function')),
    },
    'must be an object',
  )
})

/** Checks a configuration. Fails with one `not-configured` that lists everything that is wrong, by key, without values. */
export function loadConfig(config: MeetingsConfig): LoadedConfig {
  const parsed = parse(schema, config)
  const problems: Problem[] = parsed.ok ? [] : [...parsed.problems]
  const found = new Set(problems.map(({ path }) => path))
  const { provider, providers } = found.has('') ? { providers: {} } : config
  const instances = found.has('') || found.has('providers') ? {} : providers
  const makers: Record<string, ProviderMaker> = {}
  for (const [name, value] of Object.entries(instances)) {
    const path = `providers.${name}`
    const maker = instanceMaker(name, value)
    if (!instanceNamePattern.test(name))
      problems.push({ path, rule: `must have a name that matches ${instanceNamePattern.source}` })
    if (maker.ok) makers[name] = maker.value
    else
      problems.push(
        ...maker.problems.map((problem) => ({
          ...problem,
          path: `${path}.${problem.path}`.replace(/\.$/, ''),
        })),
      )
  }
  const names = Object.keys(instances)
  const defaultName = provider ?? names[0]
  if (!found.has('') && !found.has('providers') && !found.has('provider')) {
    const problem = defaultProblem(provider, names)
    if (problem !== undefined) problems.push(problem)
  }
  if (!parsed.ok || defaultName === undefined || problems.length > 0) throw notConfigured(problems)
  const { timeoutMs, strict } = parsed.value
  return { defaultName, makers, timeoutMs, strict }
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

function instanceMaker(name: string, entry: ProviderEntry): Parsed<ProviderMaker> {
  if (typeof entry === 'function') return { ok: true, value: entry }
  if (typeof entry !== 'object' || entry === null)
    return wrong('', 'must be a configuration, a function or a provider')
  if ('specificationVersion' in entry)
    return entry.name === name
      ? { ok: true, value: () => entry satisfies MeetingProvider }
      : wrong('name', 'must be equal to the name under which the provider is configured')
  const known = catalogEntry(entry.type)
  if (known === undefined) return wrong('type', `must be one of ${Object.keys(catalog).join(', ')}`)
  const parsed = known.parse(entry)
  if (!parsed.ok) return parsed
  return { ok: true, value: async (context) => (await known.load())(parsed.value, context) }
}

function wrong(path: string, rule: string): Parsed<never> {
  return { ok: false, problems: [{ path, rule }] }
}
