import { catalog, catalogEntry } from '../catalog.js'
import type { Problem } from '../errors/meeting-error.js'
import type { ProviderContext } from '../ports/provider-factory.js'
import type { MeetingProvider } from '../spec/provider.js'
import { instanceNamePattern } from './instance-name.js'
import type { Parsed } from './parsed.js'
import type { ProviderEntry } from './provider-entry.js'
import { copyOfConfig, sameConfig } from './same-config.js'

/** A checked entry: how to make the provider of an instance. */
export interface ProviderMaker {
  readonly make: (context: ProviderContext) => MeetingProvider | Promise<MeetingProvider>
  /** The provider came ready-made: making it again gives the same one. */
  readonly ready: boolean
  /** What the provider is made of: checked plain configuration, else the entry itself. */
  readonly source: unknown
}

/** Checks the entry of an instance. The problems name keys and rules, never values. */
export function providerMaker(name: string, entry: ProviderEntry): Parsed<ProviderMaker> {
  if (typeof entry === 'function') return found({ make: entry, ready: false, source: entry })
  if (typeof entry !== 'object' || entry === null)
    return wrong('', 'must be a configuration, a function or a provider')
  if ('specificationVersion' in entry)
    return entry.name === name
      ? found({ make: () => entry satisfies MeetingProvider, ready: true, source: entry })
      : wrong('name', 'must be equal to the name under which the provider is configured')
  const known = catalogEntry(entry.type)
  if (known === undefined) return wrong('type', `must be one of ${Object.keys(catalog).join(', ')}`)
  const parsed = known.parse(entry)
  if (!parsed.ok) return parsed
  const config = parsed.value
  const make: ProviderMaker['make'] = async (context) => (await known.load())(config, context)
  return found({ make, ready: false, source: copyOfConfig(config) })
}

/** Checks instances by name; what is wrong is told under `path`. */
export function providerMakers(
  instances: Readonly<Record<string, ProviderEntry>>,
  path: string,
): { readonly makers: Readonly<Record<string, ProviderMaker>>; readonly problems: readonly Problem[] } {
  const makers: Record<string, ProviderMaker> = {}
  const problems: Problem[] = []
  for (const [name, entry] of Object.entries(instances)) {
    const own = `${path}.${name}`
    if (!instanceNamePattern.test(name))
      problems.push({ path: own, rule: `must have a name that matches ${instanceNamePattern.source}` })
    const maker = providerMaker(name, entry)
    if (maker.ok) makers[name] = maker.value
    else problems.push(...problemsUnder(own, maker.problems))
  }
  return { makers, problems }
}

/** The problems of a part, told as problems of the whole. */
export function problemsUnder(path: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}`.replace(/\.$/, '') }))
}

/** Whether two makers make the same provider. A provider, ready or made by a function, is compared by identity. */
export function sameMaker(one: ProviderMaker, other: ProviderMaker): boolean {
  return one.source === other.source || (!one.ready && !other.ready && sameConfig(one.source, other.source))
}

function found(value: ProviderMaker): Parsed<ProviderMaker> {
  return { ok: true, value }
}

function wrong(path: string, rule: string): Parsed<never> {
  return { ok: false, problems: [{ path, rule }] }
}
