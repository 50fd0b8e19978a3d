import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingKey } from '../../src/directory/redis/redis-key.js'

const text = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', 'm', ':', '/', '%', '3', 'A'), maxLength: 6 }),
)
const key = fc.record({ tenant: fc.option(text, { nil: undefined }), id: text })

test('one text means one prefix and one meeting', () => {
  fc.assert(
    fc.property(text, key, text, key, (prefix, one, otherPrefix, other) => {
      const same = prefix === otherPrefix && one.id === other.id && one.tenant === other.tenant
      expect(meetingKey(prefix, one) === meetingKey(otherPrefix, other)).toBe(same)
    }),
    { numRuns: 1_000 },
  )
})

test('can be read', () => {
  expect(meetingKey('anymeet:', { id: 'class-42' })).toBe('anymeet:m:class-42')
  expect(meetingKey('anymeet:', { id: 'class-42', tenant: 'acme' })).toBe('anymeet:m:acme/class-42')
  expect(meetingKey('eu:', { id: 'ab', tenant: 'a/b: ü' })).toBe('eu:m:a%2Fb%3A%20%C3%BC/ab')
})

test('a text with half a character is refused: written as bytes it would be the same as any other of its kind', () => {
  expect(() => meetingKey('anymeet:', { id: 'ab', tenant: 'a\ud800' })).toThrow()
})
