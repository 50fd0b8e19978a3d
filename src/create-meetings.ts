import { type LoadedConfig, loadConfig } from './config/load-config.js'
import type { MeetingsConfig } from './config/meetings-config.js'
import { MemoryDirectory } from './directory/memory-directory.js'
import { nodeTransport } from './http/node-transport.js'
import { Meetings } from './meetings.js'
import { memoryStore } from './memory/memory-store.js'
import { prefixedStore } from './memory/prefixed-store.js'
import { systemClock } from './ports/clock.js'
import type { ProviderContext } from './ports/provider-factory.js'
import { Providers } from './providers.js'

/**
 * Puts everything together, without a container. The configuration is checked at once (fails with `not-configured`,
 * listing everything that is wrong); providers and their vendors' SDKs load when they are first needed. Call `close()`
 * on the result when your process stops.
 */
export function createMeetings(config: MeetingsConfig): Meetings {
  const loaded = loadConfig(config)
  const parts = meetingsParts(config, loaded)
  return new Meetings({ ...loaded, ...parts, onCall: config.onCall })
}

/** The parts that a configuration leaves to us, with their defaults. */
function meetingsParts(
  config: MeetingsConfig,
  { defaultName, makers }: LoadedConfig,
): Pick<ConstructorParameters<typeof Meetings>[0], 'providers' | 'directory' | 'clock' | 'onClose'> {
  const clock = config.clock ?? systemClock
  const store = config.store ?? memoryStore(clock)
  const transport = config.transport ?? nodeTransport()
  const context = (name: string): ProviderContext => ({
    name,
    clock,
    transport,
    store: prefixedStore(store, name),
  })
  const loaders = Object.fromEntries(
    Object.entries(makers).map(([name, make]) => [name, () => make(context(name))] as const),
  )
  return {
    providers: new Providers(defaultName, loaders),
    directory: config.directory ?? new MemoryDirectory({ clock }),
    clock,
    onClose: config.transport === undefined ? () => transport.close() : undefined,
  }
}
