import { shortHash } from '../identity/short-hash.js'

/** What one session at its vendor is known by in the store: short, and the same on every machine. */
export function sessionName(
  of: { readonly provider: string; readonly tenant?: string },
  session: string,
): string {
  const { provider, tenant = null } = of
  return shortHash(provider, tenant, session)
}
