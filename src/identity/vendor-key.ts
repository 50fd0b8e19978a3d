import { createHash } from 'node:crypto'
import type { DirectoryKey } from '../directory/meeting-record.js'

/**
 * What the vendor knows a meeting by: the own id, led by a hash of the tenant and a dot where there is a tenant. Own ids
 * hold no dot, so no id of one tenant equals any id of another or of none.
 */
export function vendorKey({ tenant, id }: DirectoryKey): string {
  return tenant === undefined ? id : `${createHash('sha256').update(tenant).digest('hex').slice(0, 16)}.${id}`
}
