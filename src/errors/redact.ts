const HIDDEN = '***'

const secretNames =
  'checksum|password|attendeePW|moderatorPW|secret\\w*|passwordSeed|sessionToken|session_token|auth_token|token|JoinToken|secretAccessKey|X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token'

const patterns: readonly [RegExp, string][] = [
  [new RegExp(`\\b(${secretNames})=([^&\\s"'<>]+)`, 'gi'), `$1=${HIDDEN}`],
  [new RegExp(`("(?:${secretNames})"\\s*:\\s*)"[^"]*("|$)`, 'gi'), `$1"${HIDDEN}$2`],
  [new RegExp(`(<(${secretNames})>)[^<]*`, 'gi'), `$1${HIDDEN}`],
  [/\b(Credential|Signature)=[^\s,]+/g, `$1=${HIDDEN}`],
  [/\b(A[KS]IA)[0-9A-Z]{12,}\b/g, `$1${HIDDEN}`],
  [/\b(Bearer|Basic) [\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  [/\/\/[^/@\s]+:[^/@\s]+@/g, `//${HIDDEN}@`],
]

/**
 * Takes out of a text what looks like a credential of either vendor: checksums, passwords, tokens, keys, whether in a
 * query, in JSON or in XML. For text that came from outside and goes into a message.
 */
export function redact(text: string): string {
  let result = text
  for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement)
  return result
}

/** The beginning of an answer, on one line and without credentials, for the message of an error. */
export function excerpt(body: string, length = 120): string {
  // Redacted before it is cut: half a token would not be recognised.
  const line = redact(body.slice(0, 4_096)).replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length)}…` : line
}
