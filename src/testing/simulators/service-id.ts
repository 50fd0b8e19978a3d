import { randomBytes } from 'node:crypto'

/**
 * A GUID-shaped id as the service makes them: neither the version nor the variant of RFC 4122 is set, so that an adapter
 * which checks ids with a strict UUID pattern is found out.
 */
export function newServiceId(): string {
  const hex = randomBytes(16).toString('hex')
  const variant = Number.parseInt(hex.charAt(16), 16) & 0x7
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
