import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { BbbChecksum } from './checksum.js'

const tls =
  /^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/

const network: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name of the URL does not exist: check it for typing errors',
  EAI_AGAIN: 'the host name of the URL cannot be resolved at the moment: check the DNS of this machine',
  ECONNREFUSED: "nothing listens at the URL's host and port: check both, and that the server runs",
  ECONNRESET:
    'the connection was closed by the server or something in between: check port, scheme and firewall',
  EHOSTUNREACH: 'the host cannot be reached: check network and firewall',
  ENETUNREACH: 'the network of the host cannot be reached: check network and firewall',
  ETIMEDOUT: 'the host does not answer: check host, port and firewall',
}

/** What an administrator should do about a check that failed, in a sentence. */
export function checkProblem(error: MeetingError, checksum: string): string {
  const { code, vendorCode = '', message } = error
  if (vendorCode === 'checksumError')
    return `the server refused the signature: set \`secret\` to what \`bbb-conf --secret\` prints on that server, and see whether it accepts \`checksum: '${checksum}'\` (its setting supportedChecksumAlgorithms)`
  if (code === 'aborted' || code === 'timeout')
    return 'the server did not answer in time: check host, port, firewall and the load of the server'
  if (tls.test(vendorCode))
    return `the server's certificate or TLS is not accepted (${vendorCode}): check scheme, host name and certificate chain`
  if (Object.hasOwn(network, vendorCode)) return network[vendorCode] ?? message
  if (vendorCode === 'HTTP 404')
    return 'the web server knows no BigBlueButton API at this URL (HTTP 404): check host and path'
  if (/^HTTP 3\d\d$/.test(vendorCode))
    return `the URL is redirected (${vendorCode}): set \`url\` to where the redirect leads, with its scheme and host`
  if (vendorCode === 'HTTP 502' || vendorCode === 'HTTP 503' || vendorCode === 'HTTP 504')
    return `the web server answers but BigBlueButton behind it does not (${vendorCode}): see \`bbb-conf --status\` on the server`
  if (vendorCode === 'HTTP 401' || vendorCode === 'HTTP 403')
    return `something before BigBlueButton wants a login or blocks this machine (${vendorCode}): check proxy and firewall`
  if (code === 'invalid-response') return `what answers at this URL is not BigBlueButton's API: ${message}`
  return message
}

/** The secret is right: another digest was taken with it. */
export function digestProblem(accepted: BbbChecksum): string {
  return `the secret is right, but the server does not take this digest (its setting supportedChecksumAlgorithms): set \`checksum: '${accepted}'\``
}

/** Nothing fails for it, and times do not fit together. */
export function skewProblem(skewMs: number): string {
  const minutes = Math.round(Math.abs(skewMs) / 60_000)
  const way = skewMs > 0 ? 'ahead of' : 'behind'
  return `the server's clock is ${minutes} minutes ${way} this machine's: set both by a time server (NTP), because times and signed callbacks are compared`
}
