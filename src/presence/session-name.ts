import { createHash } from 'node:crypto'

/** What one session at its vendor is known by in the store: short, and the same on every machine. */
export function sessionName(
  of: { readonly provider: string; readonly tenant?: string },
  session: string,
): string {
  const { provider, tenant = null } = of
  return createHash('sha256')
    .update(JSON.stringify([provider, tenant, session]))
    .digest('base64url')
    .slice(0, 32)
}
