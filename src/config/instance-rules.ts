import type { Problem } from '../errors/meeting-error.js'
import type { InstanceOptions } from './instance-options.js'

/** The instances to which one falls back, in order. */
export function fallbacksOf({ fallback = [] }: InstanceOptions): readonly string[] {
  return typeof fallback === 'string' ? [fallback] : fallback
}

/** What is wrong with the options of instances, each of which has the right shape. */
export function instanceProblems(
  instances: Readonly<Record<string, InstanceOptions>>,
  names: readonly string[],
  defaultName: string | undefined,
): readonly Problem[] {
  const options = new Map(Object.entries(instances))
  const problems: Problem[] = []
  const oneOf = `must name one of the instances: ${names.join(', ')}`
  if (defaultName !== undefined && options.get(defaultName)?.acceptNew === false)
    problems.push({ path: 'provider', rule: 'must name an instance that takes new meetings' })
  for (const [name, own] of options) {
    const path = `instances.${name}`
    if (!names.includes(name)) problems.push({ path, rule: oneOf })
    const fallbacks = fallbacksOf(own)
    const rule = fallbackRule(fallbacks, names, options)
    if (rule !== undefined) problems.push({ path: `${path}.fallback`, rule: rule === '' ? oneOf : rule })
    else if (leadsTo(name, fallbacks, options))
      problems.push({ path: `${path}.fallback`, rule: 'must not lead back to the instance itself' })
  }
  return problems
}

/** What is wrong with how people join instances. */
export function joinViaProblems(
  instances: Readonly<Record<string, InstanceOptions>>,
  hasPage: boolean,
): readonly Problem[] {
  if (hasPage) return []
  return Object.entries(instances)
    .filter(([, { joinVia }]) => joinVia === 'page')
    .map(([name]) => ({ path: `instances.${name}.joinVia`, rule: 'needs joinPage' }))
}

/** The rule that a list of fallbacks breaks; '' where it names what is no instance. */
function fallbackRule(
  fallbacks: readonly string[],
  names: readonly string[],
  options: ReadonlyMap<string, InstanceOptions>,
): string | undefined {
  if (!fallbacks.every((name) => names.includes(name))) return ''
  if (new Set(fallbacks).size < fallbacks.length) return 'must name each instance once'
  if (fallbacks.some((name) => options.get(name)?.acceptNew === false))
    return 'must name instances that take new meetings'
  return undefined
}

/** Whether somebody who falls back again and again comes to an instance. */
function leadsTo(
  goal: string,
  from: readonly string[],
  options: ReadonlyMap<string, InstanceOptions>,
): boolean {
  const seen = new Set<string>()
  const left = [...from]
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (name === goal) return true
    if (seen.has(name)) continue
    seen.add(name)
    left.push(...fallbacksOf(options.get(name) ?? {}))
  }
  return false
}
