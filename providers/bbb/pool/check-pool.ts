import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderHealth } from '../../../src/spec/provider-health.js'
import type { PoolMember } from './pool-member.js'

/** How all servers are. Well only if each is; `details` says it server by server. */
export async function checkPool(
  members: readonly PoolMember[],
  options: ProviderCallOptions,
): Promise<ProviderHealth> {
  const healths = await Promise.all(
    members.map(async ({ name, provider }) => ({ name, health: await provider.check(options) })),
  )
  const sick = healths.filter(({ health }) => !health.ok)
  const reachable = healths.some(({ health }) => health.reachable)
  const details = Object.fromEntries(healths.map(({ name, health }) => [name, health.problem ?? 'ok']))
  if (sick.length === 0) return { ok: true, reachable, authenticated: true, details }
  const problem = sick.map(({ name, health }) => `${name}: ${health.problem ?? 'not well'}`).join(' · ')
  const refused = healths.some(({ health }) => health.authenticated === false)
  return { ok: false, reachable, ...(reachable && { authenticated: !refused }), problem, details }
}
