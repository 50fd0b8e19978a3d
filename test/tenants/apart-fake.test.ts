import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { FakePreset } from '../../providers/fake/config.js'
import type { TenantRoute } from '../../src/config/tenant-route.js'
import { createMeetings } from '../../src/create-meetings.js'
import { Actor } from './actor.js'
import { stepsOf } from './steps.js'
import { turns } from './support.js'

const tenants = ['shared-1', 'shared-2', 'other-1', 'own-1', 'own-2', 'own-3', 'twin-1', 'twin-2', undefined]

/** What the resolver says of a tenant: always a new object, as out of a database. */
function routeOf(tenant: string, preset: FakePreset): TenantRoute | undefined {
  if (tenant.startsWith('shared')) return undefined
  if (tenant.startsWith('other')) return { provider: 'other' }
  return { provider: 'own', providers: { own: { type: 'fake', preset } } }
}

describe('tenants on the fake', () => {
  it.each(['link-like', 'sdk-like'] as const)(
    "never read, join, end or list what is another's, whatever they try (%s)",
    async (preset) => {
      await fc.assert(
        fc.asyncProperty(stepsOf(tenants.length, 1, 25), fc.boolean(), async (plans, hasty) => {
          const meetings = createMeetings({
            provider: 'shared',
            providers: { shared: { type: 'fake', preset }, other: { type: 'fake' } },
            tenants: async (tenant) => {
              await turns(1)
              return routeOf(tenant, preset)
            },
            tenantTtlMs: hasty ? 0 : 60_000,
          })
          const actors = tenants.map((tenant) => new Actor(meetings, tenant))
          await Promise.all(
            actors.map(async (actor, index) => {
              const others = actors.filter((other) => other !== actor)
              for (const step of plans[index] ?? []) await actor.act(step, others)
            }),
          )
          for (const actor of actors) await actor.settle()
          await meetings.close()
        }),
        { numRuns: 40 },
      )
    },
  )
})
