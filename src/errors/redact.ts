const HIDDEN = '***'

/** The end of a name whose value is a credential. Bounded, so that hostile text costs linear time. */
const name =
  '(?:checksum|passw|passphrase|(?:attendee|moderator)PW|secret|token|signature|credential|access_?key|api_?key|jsessionid)[\\w-]{0,40}'

// When in doubt these hide more, never less: an odd value may cost the text up to the next quote.
const patterns: readonly [RegExp, string][] = [
  // "name":"value" and name: 'value', also as JSON within JSON, where every quote is led by the same backslashes.
  [
    new RegExp(`(${name}(?:\\\\*["'])?\\s*:\\s*(\\\\*)(["']))[^]*?((?<!\\\\)\\2\\3|$)`, 'gi'),
    `$1${HIDDEN}$4`,
  ],
  [new RegExp(`(${name}\\\\*["']\\s*:\\s*)[^\\s"',{}[\\]\\\\]+`, 'gi'), `$1${HIDDEN}`],
  [new RegExp(`(${name}\\s*=\\s*")[^"]*`, 'gi'), `$1${HIDDEN}`],
  [new RegExp(`(${name}(?:=|%3D))[^&\\s"<>]*[^&\\s"<>,;]`, 'gi'), `$1${HIDDEN}`],
  [
    new RegExp(
      `(<[\\w:.-]{0,40}?${name}(?:\\s[^<>]*)?(?<!/)>)(?:<!\\[CDATA\\[[^]*?(?:\\]\\]>|$)|[^<]+)+`,
      'gi',
    ),
    `$1${HIDDEN}`,
  ],
  [new RegExp(`(x-[\\w-]{0,40}?${name}:\\s*)[^\\s,"']+`, 'gi'), `$1${HIDDEN}`],
  [/(authorization\\*["']?\s*[:=]\s*\\*["']?(?:[\w-]+\s+)?)[^\r\n"'\\]+/gi, `$1${HIDDEN}`],
  // A word that follows "basic" in a sentence has no digit in it.
  [/\b(Bearer|Basic) (?=[\w~+/-]*[\d.=])[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\b(A[KS]IA)[0-9A-Z]{12,}\b/g, `$1${HIDDEN}`],
  [/\/\/[^/\s?#"'<>]+@/g, `//${HIDDEN}@`],
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
