import type { EventUrlClaims } from '../spec/provider-events.js'

/**
 * Makes the URLs at which vendors call back. Each says whose it is and is signed, so nobody can make one up; the same claims give the
 * same URL on every machine, for as long as the secret is the same.
 */
export interface EventUrls {
  url(claims: Omit<EventUrlClaims, 'provider' | 'tenant'>): string
  /** What a URL of ours says, made with any of the secrets; undefined for a URL that is not of this instance. */
  read(url: string): EventUrlClaims | undefined
  /** Whether a URL is one of ours, of whatever instance or tenant: to be kept from whoever could use it. */
  isOurs(url: string): boolean
}
