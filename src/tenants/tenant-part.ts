import { createHash } from 'node:crypto'

/**
 * The part of the store that is a tenant's own instance's. No name of an instance holds `@`, so it is no other tenant's, and none
 * of a configured instance.
 */
export function tenantPart(tenant: string, name: string): string {
  return `${name}@${createHash('sha256').update(tenant).digest('hex').slice(0, 32)}`
}
