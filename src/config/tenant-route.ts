import type { ProviderEntry } from './provider-entry.js'

/** Where the meetings of one tenant are. */
export interface TenantRoute {
  /** The instance on which the tenant's new meetings are made: one of its own `providers`, or a configured one. */
  readonly provider: string
  /**
   * Instances of this tenant alone, by name, `[a-z][a-z0-9-]{0,31}` and none of a configured instance. Two tenants may have
   * different ones under one name. Keep an instance, under its name, for as long as meetings of the tenant live on it, and give
   * another server or account another name.
   *
   * Plain configuration is compared with what it was before: while it stays the same the provider stays, and when it changes
   * (another secret) a new provider takes the old one's place. A function or a ready provider is compared by identity, so answer
   * with the same one each time. A ready provider stays yours: it is never closed here.
   */
  readonly providers?: Readonly<Record<string, ProviderEntry>>
}

/**
 * Says where a tenant's meetings are; undefined for a tenant without a route of its own, whose new meetings go to the default
 * instance. Asked when a call names a tenant, once at a time for each tenant, for no longer than the configured `timeoutMs`; the
 * answer is trusted for `tenantTtlMs`.
 *
 * What it throws fails the call with `unavailable`, effect `none`, but for a `MeetingError`, which reaches the caller as it is:
 * throw one with `forbidden` for a tenant that you do not know.
 */
export type TenantResolver = (tenant: string) => TenantRoute | undefined | Promise<TenantRoute | undefined>
