import { randomBytes } from 'node:crypto'

/** A GUID-shaped id without the version and variant bits of RFC 4122, as the service's ids are. */
export function newGuid(): string {
  const hex = randomBytes(15).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `0${hex.slice(12, 15)}`,
    `0${hex.slice(15, 18)}`,
    hex.slice(18),
  ].join('-')
}
