import { hash } from 'node:crypto'

/** The digests that a BigBlueButton server may accept; it tells them apart by their length. */
export type BbbChecksum = 'sha1' | 'sha256' | 'sha384' | 'sha512'

export const bbbChecksums: readonly BbbChecksum[] = ['sha1', 'sha256', 'sha384', 'sha512']

/**
 * The checksum of one call: the digest of call name, query and secret, as lower-case hex (servers before 2.5
 * compare case). `query` is exactly what is sent, without the checksum itself.
 */
export function checksum(algorithm: BbbChecksum, call: string, query: string, secret: string): string {
  return hash(algorithm, call + query + secret, 'hex')
}
