import type { DirectoryKey } from '../meeting-record.js'

/**
 * `m` has meetings, `l` leases, `s` the store. What follows the last colon of a key holds none, so parts of different
 * prefixes never meet, also where one prefix begins with the other.
 */
export function keySpace(prefix: string, kind: 'm' | 'l' | 's'): string {
  return `${prefix}${kind}:`
}

/** Any text as a part of a key, readable in `redis-cli`. One that is not well-formed is refused, not merged with others. */
export const keyPart: (text: string) => string = encodeURIComponent

export function meetingKey(prefix: string, { tenant, id }: DirectoryKey): string {
  const space = keySpace(prefix, 'm')
  return tenant === undefined ? `${space}${keyPart(id)}` : `${space}${keyPart(tenant)}/${keyPart(id)}`
}
