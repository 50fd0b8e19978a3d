import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import type { TenantResolver, TenantRoute } from '../../src/config/tenant-route.js'
import { createMeetings } from '../../src/create-meetings.js'
import type { Meetings } from '../../src/meetings.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { TestClock } from '../../src/testing/test-clock.js'

export const person = { participant: { id: 'ann', name: 'Ann' }, role: 'moderator' } as const

export interface TenantWorld {
  readonly clock: TestClock
  readonly meetings: Meetings
  /** What the resolver answers; to be changed at will. */
  readonly routes: Map<string, TenantRoute>
  /** The tenants that it was asked for, in order. */
  readonly asked: string[]
  /** Moves the clock past what is trusted. */
  forget(): Promise<void>
}

/** A library over one shared fake, with a resolver that reads a table. */
export function tenantWorld(config: Partial<MeetingsConfig> = {}): TenantWorld {
  const clock = new TestClock()
  const routes = new Map<string, TenantRoute>()
  const asked: string[] = []
  const tenants: TenantResolver = async (tenant) => {
    asked.push(tenant)
    return routes.get(tenant)
  }
  const meetings = createMeetings({
    provider: 'shared',
    providers: { shared: { type: 'fake' }, other: { type: 'fake', preset: 'sdk-like' } },
    clock,
    tenants,
    ...config,
  })
  return { clock, meetings, routes, asked, forget: () => clock.advance(60_001) }
}

/** A provider that tells when it is closed, and whose info waits for as long as it is held. */
export class Watched {
  readonly closed: string[] = []
  readonly made: string[] = []
  #held: Promise<void> | undefined
  #release: () => void = () => undefined

  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#release = resolve
    })
  }

  release(): void {
    this.#release()
    this.#held = undefined
  }

  /** Makes a provider of this name; `label` says which one it is. */
  provider(name: string, label: string = name): MeetingProvider {
    this.made.push(label)
    let closed = false
    const refuse = (): void => {
      if (closed) throw new Error(`${label} is closed`)
    }
    return {
      specificationVersion: 1,
      name,
      type: 'watched',
      capabilities: { info: { support: 'native' }, end: { support: 'native' }, join: { support: 'native' } },
      createMeeting: async () => {
        refuse()
        return { disposition: 'created', vendor: { by: label }, warnings: [] }
      },
      join: async () => {
        refuse()
        return { kind: 'url', url: `https://${label}.example.com/`, warnings: [] }
      },
      end: async () => ({ outcome: 'ended', warnings: [] }),
      info: async () => {
        refuse()
        await this.#held
        refuse()
        return { status: 'open', name: label, presence: 'none', warnings: [] }
      },
      check: async () => ({ ok: true, reachable: true }),
      close: async () => {
        closed = true
        this.closed.push(label)
      },
    }
  }
}

/** Lets promises take a few turns. */
export async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
