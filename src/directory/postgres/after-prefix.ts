const LAST = 0x10ffff

/**
 * The first text behind all that begin with a prefix, in the order of code points (which is that of PostgreSQL's
 * collation "C" in UTF8); undefined if nothing is behind them.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0)
  while (points.at(-1) === LAST) points.pop()
  const last = points.pop()
  if (last === undefined) return undefined
  // No text in UTF-8 holds a surrogate.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
}
