/**
 * How bbb-webhooks proves a call; H is any digest of `BbbChecksum`, told apart by its length. Fact sheet section 5.3.
 * - `body` (webhooks 3.4.0 and later): H(url + raw body + secret).
 * - `object` (BigBlueButton up to 2.7): SHA-1(url + JSON of event, timestamp and domain + secret).
 * - `constant` (webhooks 3.0.0 to 3.3.1): H(url + `{}` + secret), the same for every call. Who has seen one can send anything.
 * - `bearer` (the server's setting `auth2_0`): the shared secret itself as bearer token. Proves nothing about what was sent, and
 *   gives the secret to everybody on the way.
 */
export type BbbSignature = 'body' | 'object' | 'constant' | 'bearer'

export const bbbSignatures: readonly BbbSignature[] = ['body', 'object', 'constant', 'bearer']
