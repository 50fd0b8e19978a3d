import { shortHash } from '../identity/short-hash.js'

/**
 * The id of an event for everybody: of an instance (or a tenant's own), and what the event is there. That is the adapter's id,
 * or session and type for what happens to a session once, so that it is one event however many ways tell it.
 */
export function eventId(
  of: { readonly provider: string; readonly tenant?: string | undefined },
  ...what: readonly [id: string] | readonly [session: string, type: string]
): string {
  const { provider, tenant = null } = of
  return shortHash(provider, tenant, ...what)
}
