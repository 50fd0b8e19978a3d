import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterPrefix } from '../../src/directory/postgres/after-prefix.js'

// The order of UTF-8 bytes, as collation "C" has it; JavaScript's own differs beyond U+FFFF.
const before = (one: string, other: string): boolean =>
  Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0

const edge = fc.constantFrom('a', '\u007f', '\u0080', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}')
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.array(edge, { maxLength: 4 }).map((edges) => edges.join('')),
)

test('what begins with a prefix, and nothing else from it on, comes before what is behind it', () => {
  fc.assert(
    fc.property(text, text, fc.boolean(), (prefix, other, beginsWith) => {
      const key = beginsWith ? prefix + other : other
      const end = afterPrefix(prefix)
      const isWithin = !before(key, prefix) && (end === undefined || before(key, end))
      expect(isWithin).toBe(key.startsWith(prefix))
    }),
    { numRuns: 2_000 },
  )
})

test('nothing is behind every text, or behind the last ones there can be', () => {
  expect(afterPrefix('')).toBeUndefined()
  expect(afterPrefix('\u{10ffff}\u{10ffff}')).toBeUndefined()
  expect(afterPrefix('a\u{10ffff}')).toBe('b')
  expect(afterPrefix('\ud7ff')).toBe('\ue000')
})
