import { createPublicKey, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certifiedKey, usualValidity } from '../../../src/testing/simulators/chime-delivery/certificate.js'

const host = 'sns.us-east-1.amazonaws.com'

describe('a certificate made at run time', () => {
  it('is one that node reads, for its host, signed with its own key', () => {
    const made = certifiedKey({ host, ...usualValidity(Date.now()) })
    const certificate = new X509Certificate(made.pem)
    expect(certificate.subject).toBe(`CN=${host}`)
    expect(certificate.issuer).toBe(`CN=${host}`)
    expect(certificate.checkHost(host)).toBe(host)
    expect(certificate.checkHost('example.org')).toBeUndefined()
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.checkPrivateKey(made.privateKey)).toBe(true)
    expect(certificate.publicKey.equals(createPublicKey(made.privateKey))).toBe(true)
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2_048)
    expect(new X509Certificate(made.der).fingerprint256).toBe(certificate.fingerprint256)
  })

  it.each([
    ['of today', '2026-01-05T09:00:00.000Z', '2027-01-05T09:00:00.000Z'],
    ['of the last century', '1999-12-31T23:59:59.000Z', '2000-01-01T00:00:00.000Z'],
    ['beyond 2049', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z'],
  ])('is valid when it is told to be: %s', (_, notBefore, notAfter) => {
    const made = certifiedKey({ host, notBefore: new Date(notBefore), notAfter: new Date(notAfter) })
    const { validFrom, validTo } = new X509Certificate(made.pem)
    expect([new Date(validFrom).toISOString(), new Date(validTo).toISOString()]).toEqual([
      notBefore,
      notAfter,
    ])
  })

  it('has a serial number and a key of its own', () => {
    const [one, two] = [0, 1].map(
      () => new X509Certificate(certifiedKey({ host, ...usualValidity(Date.now()) }).pem),
    )
    expect(one?.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/)
    expect(one?.serialNumber).not.toBe(two?.serialNumber)
    expect(two !== undefined && one?.publicKey.equals(two.publicKey)).toBe(false)
  })
})
