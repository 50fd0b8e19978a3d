import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashedId, meetingIdPattern, toMeetingId } from '../../src/identity/meeting-id.js'
import { participantIdPattern, toParticipantId } from '../../src/identity/participant-id.js'
import { vendorKey } from '../../src/identity/vendor-key.js'

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'B', '_', '-', ' ', '.', 'é', '́', '日', '👩‍🏫', '\ud83d') }),
  fc.string({ unit: fc.constantFrom('a', '-'), minLength: 60, maxLength: 70 }),
)

const wellFormed = (any: string): boolean => !/\p{Cs}/u.test(any)

describe.each([
  ['toMeetingId', toMeetingId, meetingIdPattern],
  ['toParticipantId', toParticipantId, participantIdPattern],
] as const)('%s', (_name, derive, pattern) => {
  test('makes a valid id out of any text, always the same, and lets a valid id be', () => {
    fc.assert(
      fc.property(text, (any) => {
        const id = derive(any)
        expect(id).toMatch(pattern)
        expect(derive(any)).toBe(id)
        expect(derive(id)).toBe(id)
        if (pattern.test(any)) expect(id).toBe(any)
      }),
      { numRuns: 1_000 },
    )
  })

  test('makes different ids out of different texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        // Lone surrogates have no bytes of their own; no two of them can be told apart.
        fc.pre(one !== other && wellFormed(one) && wellFormed(other))
        // A text that looks like what another one becomes stays as it is.
        fc.pre(!pattern.test(one) && !pattern.test(other))
        expect(derive(one)).not.toBe(derive(other))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('toMeetingId', () => {
  test.each([
    ['class-42', 'class-42'],
    ['Math & Logic', /^Math-Logic-[0-9a-f]{16}$/],
    ['Élève n° 5', /^Eleve-n-5-[0-9a-f]{16}$/],
    ['x', /^x-[0-9a-f]{16}$/],
    ['', /^[0-9a-f]{16}$/],
    ['日本', /^[0-9a-f]{16}$/],
    ['--', '--'],
    ['a b', /^a-b-[0-9a-f]{16}$/],
    ['x'.repeat(65), /^x{47}-[0-9a-f]{16}$/],
  ])('makes %j legible', (from, id) => {
    if (typeof id === 'string') expect(toMeetingId(from)).toBe(id)
    else expect(toMeetingId(from)).toMatch(id)
  })

  test('keeps the hash whole, however short the id has to be', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 18, max: 64 }), (any, length) => {
        const id = hashedId(any, length)
        expect(id.length).toBeLessThanOrEqual(length)
        expect(id).toMatch(/(^|-)[0-9a-f]{16}$/)
      }),
    )
  })
})

describe('toParticipantId', () => {
  test('lets nothing of a text be read', () => {
    expect(toParticipantId('ann@example.com')).toMatch(/^[0-9a-f]{32}$/)
    expect(toParticipantId('x'.repeat(49))).toMatch(/^[0-9a-f]{32}$/)
    expect(toParticipantId('')).toMatch(/^[0-9a-f]{32}$/)
    expect(toParticipantId('7')).toBe('7')
  })
})

describe('vendorKey', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{2,5}$/)
  const key = fc.record({
    tenant: fc.option(fc.string({ minLength: 1, maxLength: 4 }), { nil: undefined }),
    id,
  })

  test('is the own id where there is no tenant, and hides the tenant where there is one', () => {
    expect(vendorKey({ id: 'class-42' })).toBe('class-42')
    expect(vendorKey({ tenant: 'acme', id: 'class-42' })).toMatch(/^[0-9a-f]{16}\.class-42$/)
  })

  test('is another one for every other meeting', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const same = one.id === other.id && one.tenant === other.tenant
        fc.pre(same || (wellFormed(one.tenant ?? '') && wellFormed(other.tenant ?? '')))
        expect(vendorKey(one) === vendorKey(other)).toBe(same)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is never an own id of somebody else: no own id holds a dot', () => {
    fc.assert(
      fc.property(key, ({ tenant, id: own }) => {
        fc.pre(tenant !== undefined)
        expect(meetingIdPattern.test(vendorKey({ tenant, id: own }))).toBe(false)
      }),
    )
  })
})
