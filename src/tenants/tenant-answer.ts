import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { parse } from '../config/parsed.js'
import { type ProviderMaker, providerMakers } from '../config/provider-maker.js'
import type { TenantRoute } from '../config/tenant-route.js'
import { problemsText } from '../errors/invalid-request.js'
import { MeetingError, type Problem } from '../errors/meeting-error.js'

/** What a resolver answered, checked. */
export interface TenantAnswer {
  /** The instance for new meetings; undefined means the default. */
  readonly route?: string
  /** The tenant's own instances. */
  readonly own: ReadonlyMap<string, ProviderMaker>
}

const schema = lazySchema(() =>
  v.strictObject(
    {
      provider: v.string('must be the name of an instance'),
      providers: v.optional(v.record(v.string(), v.unknown(), 'must be an object of instances by name')),
    },
    'must be undefined or an object',
  ),
)

/** Checks an answer. Fails with one `not-configured` that lists everything that is wrong, by key, without values. */
export function tenantAnswer(answer: TenantRoute | undefined, shared: readonly string[]): TenantAnswer {
  if (answer === undefined) return { own: new Map() }
  const parsed = parse(schema, answer)
  if (!parsed.ok) throw wrongAnswer(parsed.problems)
  const { provider, providers = {} } = answer
  const { makers, problems } = providerMakers(providers, 'providers')
  // One name would mean two places, and a ref of before would change its meaning.
  const taken = Object.keys(providers).filter((name) => shared.includes(name))
  const all = [
    ...problems,
    ...taken.map((name) => ({
      path: `providers.${name}`,
      rule: 'must not have the name of a configured instance',
    })),
  ]
  if (all.length > 0) throw wrongAnswer(all)
  return { route: provider, own: new Map(Object.entries(makers)) }
}

/** The error of an answer that cannot be used. */
export function wrongAnswer(problems: readonly Problem[]): MeetingError {
  const message = `what \`tenants\` answered is not right: ${problemsText(problems)}`
  return new MeetingError({ code: 'not-configured', message, effect: 'none', problems })
}
