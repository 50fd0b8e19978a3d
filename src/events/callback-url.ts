import { wayPattern } from '../callbacks/way-pattern.js'
import { notConfigured } from '../config/not-configured.js'
import { invalidRequest } from '../errors/invalid-request.js'
import type { MeetingsOptions } from '../meetings-options.js'
import { type NamedInstance, noInstance, readName } from './trusted.js'

/**
 * The callback URL for a way of an instance. Loads no provider, and asks nobody: whether there is such a way, or such an instance of
 * a tenant, shows when it is called. Fails with `not-configured` where the configuration has no `events` or no such instance.
 */
export function callbackUrl(
  { callbacks, providers }: Pick<MeetingsOptions, 'callbacks' | 'providers'>,
  way: string,
  from: NamedInstance,
): string {
  const name = readName(from)
  if (typeof way !== 'string' || !wayPattern.test(way))
    throw invalidRequest([{ path: 'way', rule: `must match ${wayPattern.source}` }])
  if (callbacks === undefined)
    throw notConfigured([{ path: 'events', rule: 'is required for callback URLs' }])
  if (name.tenant === undefined && !providers.names.includes(name.provider)) throw noInstance(name)
  return callbacks.url({ ...name, way })
}
