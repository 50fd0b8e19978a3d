import type { Problem } from '../errors/meeting-error.js'
import type { InstanceOptions } from './instance-options.js'
import { fallbacksOf, instanceProblems } from './instance-rules.js'

const RETIRED = 'MEETING_RETIRED'
const FALLBACK = 'MEETING_FALLBACK'

export interface InstanceVariables {
  readonly retired: string | undefined
  readonly fallback: string | undefined
}

/** Reads what variables say about instances; what is wrong is told by the names of the variables. */
export function instancesFromVariables(
  { retired, fallback }: InstanceVariables,
  names: readonly string[],
  provider: string | undefined,
): { readonly options?: Readonly<Record<string, InstanceOptions>>; readonly problems: readonly Problem[] } {
  const options = new Map<string, InstanceOptions>()
  const from = new Map<string, string>()
  for (const item of itemsOf(retired)) {
    options.set(item, { acceptNew: false })
    from.set(`instances.${item}`, RETIRED)
  }
  for (const item of itemsOf(fallback)) {
    const [name = '', ...others] = item.split(':').map((part) => part.trim())
    const own = options.get(name) ?? {}
    // A name alone falls back to what is no instance, and is refused as that.
    options.set(name, { ...own, fallback: [...fallbacksOf(own), ...(others.length > 0 ? others : [''])] })
    from.set(`instances.${name}`, FALLBACK)
  }
  if (options.size === 0) return { problems: [] }
  const instances = Object.fromEntries(options)
  const problems = instanceProblems(instances, names, provider ?? names[0]).map(({ path, rule }) => ({
    path: path === 'provider' ? 'MEETING_PROVIDER' : (from.get(path) ?? FALLBACK),
    rule,
  }))
  // Several words of one variable can be wrong in the same way.
  const told = new Map(problems.map((problem) => [`${problem.path} ${problem.rule}`, problem]))
  return { options: instances, problems: [...told.values()] }
}

/** The items of a list that is separated by commas. */
export function itemsOf(list = ''): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
