import { createHash } from 'node:crypto'
import type { DirectoryKey } from '../directory/meeting-record.js'
import { meetingIdPattern } from './meeting-id.js'

/**
 * What the vendor knows a meeting by: the own id, led by a hash of the tenant and a dot where there is a tenant. Own ids
 * hold no dot, so no id of one tenant equals any id of another or of none.
 */
export function vendorKey({ tenant, id }: DirectoryKey): string {
  return tenant === undefined ? id : `${tenantHash(tenant)}.${id}`
}

/** The hash of a key's tenant, and the own id; undefined for a key that was not made here. */
export function partsOfKey(key: string): { readonly hash?: string; readonly id: string } | undefined {
  const [, hash, id = ''] = /^(?:([\da-f]{16})\.)?([^.]*)$/.exec(key) ?? []
  if (!meetingIdPattern.test(id)) return undefined
  return hash === undefined ? { id } : { hash, id }
}

/** The own id in a key; undefined for a key of another tenant, and for one that was not made here at all. */
export function idInKey(key: string, tenant: string | undefined): string | undefined {
  const prefix = tenant === undefined ? '' : `${tenantHash(tenant)}.`
  if (!key.startsWith(prefix)) return undefined
  const id = key.slice(prefix.length)
  return meetingIdPattern.test(id) ? id : undefined
}

/** What stands for a tenant in the keys of its meetings. */
export function tenantHash(tenant: string): string {
  return createHash('sha256').update(tenant).digest('hex').slice(0, 16)
}
