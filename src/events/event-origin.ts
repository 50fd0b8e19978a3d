import type { Providers } from '../providers.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { EventUrlClaims, ProviderEvents } from '../spec/provider-events.js'

/** The instance from which a message came. */
export interface EventOrigin {
  readonly provider: string
  /** Whose own the instance is; absent for a configured one. */
  readonly tenant?: string | undefined
  readonly events: ProviderEvents
  /** Its vendor tells itself who is inside, so that nobody asks what events say of it. */
  readonly isLive?: boolean
  /** The session for which the callback URL was made. */
  readonly meeting?: EventUrlClaims['meeting']
}

type Named = Pick<EventUrlClaims, 'provider' | 'tenant' | 'meeting'>

/**
 * Finds the provider of an instance, or of a tenant's own: a configured one of the same name never stands in for that.
 * Undefined where there is none any more.
 */
export async function instanceOf(
  providers: Providers,
  { provider, tenant }: Pick<Named, 'provider' | 'tenant'>,
): Promise<MeetingProvider | undefined> {
  const isThere =
    tenant === undefined
      ? await providers.has(provider)
      : (await providers.ownNames(tenant)).includes(provider)
  return isThere ? await providers.get(provider, tenant) : undefined
}

/** The same as an origin of events; undefined also where the provider tells none. */
export function originOf(named: Named, provider: MeetingProvider | undefined): EventOrigin | undefined {
  const { provider: name, tenant, meeting } = named
  if (provider?.events === undefined) return undefined
  const isLive = provider.capabilities['info.participantCount']?.support === 'native'
  return { provider: name, tenant, events: provider.events, isLive, meeting }
}
