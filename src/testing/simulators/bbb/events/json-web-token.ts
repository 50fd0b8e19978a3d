import { createHmac } from 'node:crypto'

export type BbbTokenAlgorithm = 'HS256' | 'HS512'

/** A JSON Web Token, made by hand: no library of ours signs what a library of ours verifies. */
export function jsonWebToken(
  claims: Readonly<Record<string, unknown>>,
  secret: string,
  algorithm: BbbTokenAlgorithm,
  header: Readonly<Record<string, string>> = {},
): string {
  const content = `${encoded({ ...header, alg: algorithm })}.${encoded(claims)}`
  const hash = algorithm === 'HS256' ? 'sha256' : 'sha512'
  return `${content}.${createHmac(hash, secret).update(content).digest('base64url')}`
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
