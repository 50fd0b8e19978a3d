const plain = /^[\w*.-]*$/

const hex: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
)

/** What stands for an ASCII character; empty where it stands for itself. */
const ascii: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (character === ' ') return '+'
  return plain.test(character) ? '' : (hex[code] ?? '')
})

/** U+FFFD, which takes the place of half a surrogate pair. */
const replacement = '%EF%BF%BD'

/**
 * Encodes one name or value for a query, with the same outcome as `URLSearchParams` for every text and
 * faster. That is the one form that bbb-web, the load balancers and browsers all leave as it is; `%20` or a
 * bare `'` break the checksum on some of them.
 */
export function encode(text: string): string {
  if (plain.test(text)) return text
  let encoded = ''
  let done = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const stand = code < 0x80 ? ascii[code] : beyondAscii(text, at, code)
    if (stand === '' || stand === undefined) continue
    encoded += text.slice(done, at) + stand
    if (stand.length === 12) at += 1
    done = at + 1
  }
  return encoded + text.slice(done)
}

/** The UTF-8 bytes of the character at a place; twelve characters long if it is a surrogate pair. */
function beyondAscii(text: string, at: number, code: number): string {
  if (code < 0x800) return bytes(0xc0 | (code >> 6), code)
  if (code < 0xd800 || code > 0xdfff) return bytes(0xe0 | (code >> 12), code >> 6, code)
  const next = text.charCodeAt(at + 1)
  if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return replacement
  const point = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00)
  return bytes(0xf0 | (point >> 18), point >> 12, point >> 6, point)
}

/** A lead byte and the six low bits of each that follows. */
function bytes(lead: number, second: number, third?: number, fourth?: number): string {
  let text = `${hex[lead]}${hex[0x80 | (second & 0x3f)]}`
  if (third !== undefined) text += hex[0x80 | (third & 0x3f)]
  if (fourth !== undefined) text += hex[0x80 | (fourth & 0x3f)]
  return text
}

/** A query out of names and values, in their order. */
export function encodeQuery(params: Iterable<readonly [name: string, value: string]>): string {
  let query = ''
  for (const [name, value] of params)
    query += query === '' ? `${encode(name)}=${encode(value)}` : `&${encode(name)}=${encode(value)}`
  return query
}
