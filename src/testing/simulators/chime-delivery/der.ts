/** Distinguished encoding (X.690): just what a certificate needs. */

const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

function value(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes])
  const digits = bytes < 0x100 ? [bytes] : [bytes >> 8, bytes & 0xff]
  return Buffer.from([0x80 | digits.length, ...digits])
}

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return value(tags.sequence, Buffer.concat(parts))
}

export function set(...parts: readonly Uint8Array[]): Buffer {
  return value(tags.set, Buffer.concat(parts))
}

/** `bytes` is the number, most significant byte first, not negative. */
export function integer(bytes: Uint8Array): Buffer {
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0
  return value(tags.integer, negative ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes)
}

export function bitString(bytes: Uint8Array): Buffer {
  return value(tags.bitString, Buffer.concat([Buffer.alloc(1), bytes]))
}

export function octetString(bytes: Uint8Array): Buffer {
  return value(tags.octetString, bytes)
}

export function utf8(text: string): Buffer {
  return value(tags.utf8, Buffer.from(text))
}

export function nothing(): Buffer {
  return value(tags.null, Buffer.alloc(0))
}

/** Part `number` of a structure whose parts are told by numbers; `constructed` if it holds values of its own. */
export function tagged(number: number, content: Uint8Array, constructed: boolean): Buffer {
  return value((constructed ? 0xa0 : 0x80) | number, content)
}

/** `name` in dots, as in `2.5.4.3`. */
export function oid(name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number)
  return value(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(number: number): readonly number[] {
  const digits = [number & 0x7f]
  for (let left = number >> 7; left > 0; left >>= 7) digits.unshift(0x80 | (left & 0x7f))
  return digits
}

/** Whole seconds. Certificates have two digits of the year up to 2049, then four (RFC 5280, section 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '')
  const year = at.getUTCFullYear()
  if (year >= 1950 && year < 2050) return value(tags.utcTime, Buffer.from(digits.slice(2)))
  return value(tags.generalizedTime, Buffer.from(digits))
}
