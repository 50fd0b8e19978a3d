import { CallbackSigner } from './callbacks/callback-signer.js'
import { instanceUrls } from './callbacks/instance-urls.js'
import { type LoadedConfig, loadConfig } from './config/load-config.js'
import type { MeetingsConfig } from './config/meetings-config.js'
import { notConfigured } from './config/not-configured.js'
import type { ProviderEntry } from './config/provider-entry.js'
import { type ProviderMaker, problemsUnder, providerMaker } from './config/provider-maker.js'
import { MemoryDirectory } from './directory/memory-directory.js'
import { nodeTransport } from './http/node-transport.js'
import { TenantNames } from './identity/tenant-names.js'
import { CallsUnderWay } from './instances/calls-under-way.js'
import type { ProviderLoader } from './instances/instance.js'
import { JoinLinks } from './join-link/join-links.js'
import { Meetings } from './meetings.js'
import { memoryStore } from './memory/memory-store.js'
import { prefixedStore } from './memory/prefixed-store.js'
import { splitStore } from './memory/split-store.js'
import { systemClock } from './ports/clock.js'
import type { Store } from './ports/store.js'
import { Providers } from './providers.js'
import { tenantPart } from './tenants/tenant-part.js'

/**
 * Puts everything together, without a container. The configuration is checked at once (fails with `not-configured`,
 * listing everything that is wrong); providers and their vendors' SDKs load when they are first needed. Call `close()`
 * on the result when your process stops.
 */
export function createMeetings(config: MeetingsConfig): Meetings {
  const loaded = loadConfig(config)
  const parts = meetingsParts(config, loaded)
  const { timeoutMs, strict } = loaded
  return new Meetings({ timeoutMs, strict, ...parts, onCall: config.onCall })
}

type Parts = Omit<ConstructorParameters<typeof Meetings>[0], 'timeoutMs' | 'strict' | 'onCall'>

/** More than the events of a day on which nobody ever meets at the same time; a shared store has no such limit. */
const MAX_EVENT_ENTRIES = 200_000

/** The parts that a configuration leaves to us, with their defaults. */
function meetingsParts(
  config: MeetingsConfig,
  {
    defaultName,
    makers,
    instances,
    tenantTtlMs,
    maxTenantProviders,
    timeoutMs,
    events,
    joinPage,
  }: LoadedConfig,
): Parts {
  const clock = config.clock ?? systemClock
  const store = config.store ?? memoryStore(clock)
  const transport = config.transport ?? nodeTransport()
  const callbacks = events && new CallbackSigner(events)
  const load = (name: string, { make }: ProviderMaker, tenant?: string): ReturnType<ProviderLoader> =>
    make({
      name,
      clock,
      transport,
      store: prefixedStore(store, tenant === undefined ? name : tenantPart(tenant, name)),
      ...(callbacks && { events: instanceUrls(callbacks, name, tenant) }),
      ...(joinPage && instances[name]?.joinVia !== 'vendor' && { joinPage: true }),
    })
  const loaders = Object.fromEntries(
    Object.entries(makers).map(([name, maker]) => [name, () => load(name, maker)] as const),
  )
  const { tenants: resolver } = config
  const tenants = resolver && {
    resolver,
    clock,
    ttlMs: tenantTtlMs,
    limitMs: timeoutMs,
    max: maxTenantProviders,
    load: (tenant: string, name: string, maker: ProviderMaker) => load(name, maker, tenant),
  }
  const loaderOf = (name: string, entry: ProviderEntry): ProviderLoader => {
    const maker = providerMaker(name, entry)
    if (!maker.ok) throw notConfigured(problemsUnder(`providers.${name}`, maker.problems))
    return () => load(name, maker.value)
  }
  const underWay = new CallsUnderWay(clock)
  // Apart from what providers remember, and what the page does from what events do: in memory, many of one must not push out
  // another. No instance has this name.
  const ownPart = (): Store =>
    config.store === undefined
      ? splitStore('event:', memoryStore(clock, MAX_EVENT_ENTRIES), memoryStore(clock))
      : prefixedStore(store, '@')
  const own = ownPart()
  return {
    providers: new Providers(defaultName, loaders, {
      instances,
      loaderOf,
      underWay,
      ...(tenants && { tenants }),
    }),
    directory: config.directory ?? new MemoryDirectory({ clock }),
    clock,
    store: own,
    tenantNames: new TenantNames(own, () => clock.now()),
    callbacks,
    joinPage: joinPage && new JoinLinks(joinPage, ownPart(), clock),
    transport,
    onClose: config.transport === undefined ? () => transport.close() : undefined,
  }
}
