import type { ProviderFactory } from '../../src/ports/provider-factory.js'
import { createBbbProvider } from './bbb-provider.js'
import type { ResolvedBbbInstanceConfig } from './instance-config.js'
import { BbbPool } from './pool/bbb-pool.js'
import { serverUrls } from './pool/server-urls.js'

/** The provider of an instance: one server's own, or a pool of those. */
export const createBbbInstance: ProviderFactory<ResolvedBbbInstanceConfig> = (config, context) => {
  if (!('servers' in config)) return createBbbProvider(config, context)
  const members = config.servers.map(({ name, weight, config: server }) => ({
    name,
    weight,
    provider: createBbbProvider(server, {
      ...context,
      ...(context.events !== undefined && { events: serverUrls(context.events, name) }),
    }),
  }))
  return new BbbPool(context.name, members, context.clock)
}
