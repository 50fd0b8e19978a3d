import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventText, readEventText } from '../../src/events/event-text.js'
import type { MeetingEvent } from '../../src/spec/event.js'

function event(providerData: Readonly<Record<string, unknown>>): MeetingEvent {
  return {
    id: 'an-id',
    type: 'other',
    at: new Date(1_767_600_000_123),
    provider: 'x',
    vendorType: 'poll',
    providerData,
  }
}

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.boolean(),
    fc.constant(null),
    fc.date(),
    fc.bigInt(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'at', 'constructor')),
      tie('value'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  ),
}))

describe('an event as text', () => {
  test('comes back as it was, whatever its vendor put into it', () => {
    fc.assert(
      fc.property(json.value, fc.option(fc.string(), { nil: undefined }), (value, presence) => {
        const kept = { event: event({ value }), ...(presence !== undefined && { presence }) }
        expect(readEventText(eventText(kept))).toEqual(kept)
      }),
    )
  })

  test('keeps an invalid date invalid, and leaves functions out', () => {
    const kept = readEventText(eventText({ event: event({ when: new Date(Number.NaN), run: () => 1 }) }))
    const { when, run } = kept?.event.providerData ?? {}
    expect([when instanceof Date && Number.isNaN(when.getTime()), run]).toEqual([true, undefined])
  })

  test.each([
    undefined,
    '',
    'null',
    '7',
    '[]',
    '{}',
    '{"event":{}}',
    '{"event":{"id":"a","at":"2026-01-05"}}',
    '{"$":null}',
    '{"$":["bigint","x"]}',
  ])('that somebody else wrote is none: %s', (text) => {
    expect(readEventText(text)).toBeUndefined()
  })
})
