import fc from 'fast-check'
import { expect, test } from 'vitest'
import { directoryKeyText } from '../../src/directory/key-text.js'
import type { DirectoryKey } from '../../src/directory/meeting-record.js'

const id = fc.stringMatching(/^[A-Za-z0-9_-]{2,6}$/)
const tenant = fc.option(
  fc.string({ minLength: 1, maxLength: 6 }).filter((text) => !/\p{Cc}/u.test(text)),
  { nil: undefined },
)
const key: fc.Arbitrary<DirectoryKey> = fc.record({ tenant, id })

test('one text means one key', () => {
  fc.assert(
    fc.property(key, key, (one, other) => {
      const same = one.id === other.id && one.tenant === other.tenant
      expect(directoryKeyText(one) === directoryKeyText(other)).toBe(same)
    }),
    {
      numRuns: 500,
      examples: [
        [
          { tenant: 'a', id: 'bc' },
          { tenant: 'ab', id: 'c0' },
        ],
        [{ id: 'ab' }, { tenant: undefined, id: 'ab' }],
      ],
    },
  )
})
