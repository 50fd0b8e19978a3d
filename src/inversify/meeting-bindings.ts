import type { ContainerModuleLoadOptions } from 'inversify'
import { loadConfig } from '../config/load-config.js'
import type { MeetingsConfig } from '../config/meetings-config.js'
import { createMeetings } from '../create-meetings.js'
import { MemoryDirectory } from '../directory/memory-directory.js'
import { nodeTransport } from '../http/node-transport.js'
import { memoryStore } from '../memory/memory-store.js'
import { systemClock } from '../ports/clock.js'
import { meetingIdentifiers as ids } from './identifiers.js'

/** The part of a module's load options that is used; the same in inversify 7 and 8. */
export type BindOptions = Pick<ContainerModuleLoadOptions, 'bind' | 'isBound'>

/**
 * The bindings of everything in `meetingIdentifiers`, for `new ContainerModule(meetingBindings(config))`. A port that the
 * container has bound before the module is loaded (a directory, a clock, a log hook, the resolver of tenants) is used instead of
 * ours. No decorators and nothing made before the first `get`; the configuration is checked here and now (`not-configured`).
 *
 * Unloading the module closes what was made; that takes a promise, so use inversify's asynchronous verb (8: `unloadAsync`,
 * 7: `unload`).
 */
export function meetingBindings(config: MeetingsConfig): (options: BindOptions) => void {
  const { makers } = loadConfig(config)
  return ({ bind, isBound }) => {
    if (!isBound(ids.Clock)) bind(ids.Clock).toConstantValue(config.clock ?? systemClock)
    if (!isBound(ids.Directory))
      bind(ids.Directory)
        .toDynamicValue(({ get }) => config.directory ?? new MemoryDirectory({ clock: get(ids.Clock) }))
        .inSingletonScope()
    if (!isBound(ids.Store))
      bind(ids.Store)
        .toDynamicValue(({ get }) => config.store ?? memoryStore(get(ids.Clock)))
        .inSingletonScope()
    if (!isBound(ids.HttpTransport)) {
      const bound = bind(ids.HttpTransport)
      // Only a transport of our own making is ours to close.
      if (config.transport !== undefined) bound.toConstantValue(config.transport)
      else
        bound
          .toDynamicValue(() => nodeTransport())
          .inSingletonScope()
          .onDeactivation((transport) => transport.close())
    }
    if (!isBound(ids.OnCall)) bind(ids.OnCall).toConstantValue(config.onCall ?? (() => undefined))
    const { tenants } = config
    const isResolved = tenants !== undefined || isBound(ids.TenantResolver)
    if (tenants !== undefined && !isBound(ids.TenantResolver))
      bind(ids.TenantResolver).toConstantValue(tenants)
    bind(ids.Meetings)
      .toDynamicValue(({ get }) =>
        createMeetings({
          ...config,
          ...(isResolved && { tenants: get(ids.TenantResolver) }),
          clock: get(ids.Clock),
          directory: get(ids.Directory),
          store: get(ids.Store),
          transport: get(ids.HttpTransport),
          onCall: get(ids.OnCall),
        }),
      )
      .inSingletonScope()
      .onDeactivation((meetings) => meetings.close())
    // Without a condition the default would answer named look-ups, too, and make each of them ambiguous.
    bind(ids.MeetingProvider)
      .toDynamicValue(({ get }) => get(ids.Meetings).provider())
      .whenDefault()
    for (const name of Object.keys(makers))
      bind(ids.MeetingProvider)
        .toDynamicValue(({ get }) => get(ids.Meetings).provider(name))
        .whenNamed(name)
  }
}
