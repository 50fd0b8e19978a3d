import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderEntry } from '../../src/config/provider-entry.js'
import type { TenantRoute } from '../../src/config/tenant-route.js'
import { createMeetings } from '../../src/create-meetings.js'
import { vendorKey } from '../../src/identity/vendor-key.js'
import type { Meetings } from '../../src/meetings.js'
import { type BbbSimulator, startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { type ChimeSimulator, startChimeSimulator } from '../../src/testing/simulators/chime/index.js'
import type { SimulatorRequest } from '../../src/testing/simulators/simulator-server.js'
import { Actor } from './actor.js'
import { stepsOf } from './steps.js'
import { turns } from './support.js'

/** Who lives where: two tenants on everything that is shared, one on everything that is not. */
const homes = {
  shared: [undefined, 'shared-1', 'shared-2'],
  hers: ['hers'],
  theirs: ['theirs'],
  twins: ['twin-1', 'twin-2'],
  chime: ['chime-1', 'chime-2'],
  account: ['aws-1', 'aws-2'],
} as const
type Home = keyof typeof homes

const tenants = Object.values(homes).flat()

describe('tenants on the simulators of both vendors', () => {
  const bbb: Partial<Record<Home, BbbSimulator>> = {}
  const chime: Partial<Record<Home, ChimeSimulator>> = {}

  beforeAll(async () => {
    for (const home of ['shared', 'hers', 'theirs', 'twins'] as const)
      bbb[home] = await startBbbSimulator({ secret: `secret-of-${home}`, endDelayMs: 0 })
    for (const home of ['chime', 'account'] as const)
      chime[home] = await startChimeSimulator({
        accessKeyId: `AKIAOF${home.toUpperCase()}EXAMPLE`,
        rates: 'unlimited',
      })
  })

  afterAll(async () => {
    await Promise.all([...Object.values(bbb), ...Object.values(chime)].map((simulator) => simulator.close()))
  })

  const entryOf = (home: Home): ProviderEntry => {
    const server = bbb[home]
    if (server !== undefined) return { type: 'bbb', url: server.url, secret: server.secret }
    const account = chime[home]
    if (account === undefined) throw new Error(`nobody lives in ${home}`)
    const { region, endpoint, accessKeyId, secretAccessKey } = account
    const credentials = { accessKeyId, secretAccessKey }
    return { type: 'chime', region, endpoint, credentials, rateLimit: 'unlimited', replicas: 1 }
  }

  const routeOf = (tenant: string): TenantRoute | undefined => {
    const home = homeOf(tenant)
    if (home === 'shared') return undefined
    if (home === 'chime') return { provider: 'chime' }
    return { provider: 'own', providers: { own: entryOf(home) } }
  }

  const library = (tenantTtlMs: number): Meetings =>
    createMeetings({
      provider: 'bbb',
      providers: { bbb: entryOf('shared'), chime: entryOf('chime') },
      tenants: async (tenant) => {
        await turns(1)
        return routeOf(tenant)
      },
      tenantTtlMs,
      // Six have instances of their own, so that they are closed and made anew all the time.
      maxTenantProviders: 4,
    })

  it('are kept apart through thousands of calls at once', { timeout: 60_000 }, async () => {
    let calls = 0
    await fc.assert(
      fc.asyncProperty(
        stepsOf(tenants.length, 40, 50),
        fc.constantFrom(0, 3, 60_000),
        async (plans, ttlMs) => {
          for (const simulator of [...Object.values(bbb), ...Object.values(chime)]) simulator.reset()
          const meetings = library(ttlMs)
          const actors = tenants.map((tenant) => new Actor(meetings, tenant))
          for (const actor of actors) {
            const server = bbb[homeOf(actor.tenant)]
            for (const id of [0, 1])
              if (server !== undefined)
                actor.recordings.add(server.addRecording({ meetingID: actor.keyOf(id) }))
          }
          await Promise.all(
            actors.map(async (actor, index) => {
              const others = actors.filter((other) => other !== actor)
              for (const step of plans[index] ?? []) await actor.act(step, others)
            }),
          )
          for (const actor of actors) await actor.settle()
          calls += actors.reduce((sum, actor) => sum + actor.calls, 0)
          for (const home of Object.keys(homes) as Home[]) expectOnlyOwn(home)
          await meetings.close()
        },
      ),
      { numRuns: 5, endOnFailure: true },
    )
    expect(calls).toBeGreaterThan(2_000)
  })

  /** Nothing of anybody else has reached a vendor: no secret, no signature by one, no meeting that was made. */
  function expectOnlyOwn(home: Home): void {
    const requests: readonly SimulatorRequest[] = (bbb[home] ?? chime[home])?.requests ?? []
    const others = (Object.keys(homes) as Home[]).filter((other) => other !== home)
    const secrets = others.flatMap((other) => bbb[other]?.secret ?? chime[other]?.accessKeyId ?? [])
    const keys = others.flatMap((other) => homes[other].flatMap(hashOf))
    for (const { call, target, headers, body } of requests) {
      const sent = `${target} ${JSON.stringify(headers)} ${body}`
      for (const text of /^create(?:Meeting)?$/i.test(call) ? [...secrets, ...keys] : secrets)
        expect(sent).not.toContain(text)
    }
  }
})

function homeOf(tenant: string | undefined): Home {
  const found = (Object.keys(homes) as Home[]).find((home) =>
    homes[home].some((inhabitant: string | undefined) => inhabitant === tenant),
  )
  return found ?? 'shared'
}

/** By which a tenant's meetings are known to the vendor. */
function hashOf(tenant: string | undefined): readonly string[] {
  return tenant === undefined ? [] : [vendorKey({ tenant, id: '' })]
}
