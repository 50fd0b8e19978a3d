import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bitString, integer, nothing, octetString, oid, sequence, set, tagged, time, utf8 } from './der.js'

const oids = {
  sha256WithRsa: '1.2.840.113549.1.1.11',
  commonName: '2.5.4.3',
  subjectAltName: '2.5.29.17',
} as const

const dayMs = 86_400_000

export interface CertificateOptions {
  /** The host that the certificate is for. */
  readonly host: string
  readonly notBefore: Date
  readonly notAfter: Date
}

/** A key and the certificate that vouches for it. */
export interface CertifiedKey {
  readonly privateKey: KeyObject
  readonly der: Uint8Array
  readonly pem: string
}

/** A certificate's time if a test does not care: from a day before to a year after. */
export function usualValidity(now: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + 365 * dayMs) }
}

/** Makes a key of RSA with 2048 bits and an X.509 certificate for it, signed with itself. Takes some tenths of a second. */
export function certifiedKey(options: CertificateOptions): CertifiedKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = sequence(oid(oids.sha256WithRsa), nothing())
  const name = sequence(set(sequence(oid(oids.commonName), utf8(options.host))))
  const hosts = sequence(tagged(2, Buffer.from(options.host), false))
  const body = sequence(
    tagged(0, integer(Buffer.from([2])), true),
    integer(serialNumber()),
    algorithm,
    name,
    sequence(time(options.notBefore), time(options.notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(sequence(oid(oids.subjectAltName), octetString(hosts))), true),
  )
  const der = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)))
  return { privateKey, der, pem: pemOf(der) }
}

/** Positive, and without a leading zero byte. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
