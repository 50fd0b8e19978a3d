import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSeat, type SeatEntry, seatText } from '../../../../providers/chime/seats/seat-entry.js'
import { type SeatChange, withPresence } from '../../../../providers/chime/seats/seat-presence.js'

const seat: SeatEntry = { meetingId: 'm', attendeeId: 'a', role: 'attendee', takenAt: 100 }
const promoted: SeatEntry = { ...seat, promotedId: 'p' }

const came = (at: number, attendeeId = 'a'): SeatChange => ({ attendeeId, at, inside: true, now: 0 })
const went = (at: number, attendeeId = 'a'): SeatChange => ({ attendeeId, at, inside: false, now: 0 })

function entryAfter(entry: SeatEntry, ...changes: readonly SeatChange[]): SeatEntry {
  return changes.reduce((current, change) => withPresence(current, change) ?? current, entry)
}

describe('a seat by events', () => {
  it('is left when its attendee leaves, and taken back when it comes again', () => {
    expect(entryAfter(seat, came(110)).leftAt).toBeUndefined()
    expect(entryAfter(seat, went(120)).leftAt).toBe(120)
    expect(entryAfter(seat, came(110), went(120)).leftAt).toBe(120)
    expect(entryAfter(seat, went(120), came(130)).leftAt).toBeUndefined()
    expect(entryAfter(seat, came(130), went(120)).leftAt).toBeUndefined()
    expect(entryAfter(seat, went(120), came(130), went(140)).leftAt).toBe(140)
  })

  it('is kept where somebody comes and goes at the same moment', () => {
    expect(entryAfter(seat, came(120), went(120)).leftAt).toBeUndefined()
    expect(entryAfter(seat, went(120), came(120)).leftAt).toBeUndefined()
  })

  it('does not care for attendees that are not its own any more', () => {
    expect(withPresence(seat, went(120, 'old'))).toBeUndefined()
    expect(withPresence({ meetingId: 'm', role: 'attendee' }, came(120))).toBeUndefined()
  })

  it('does not care for who left before it was given out again', () => {
    expect(withPresence(seat, went(99))).toBeUndefined()
    expect(entryAfter(seat, went(100)).leftAt).toBe(100)
  })

  it('keeps what `leave` said until somebody comes later', () => {
    const left = { ...seat, leftAt: 150 }
    expect(entryAfter(left, came(140)).leftAt).toBe(150)
    expect(entryAfter(left, went(140)).leftAt).toBe(150)
    expect(entryAfter(left, came(151)).leftAt).toBeUndefined()
    expect(entryAfter(left, went(151)).leftAt).toBe(151)
  })

  it('is not left by a listener who was promoted, until both attendees are gone', () => {
    expect(entryAfter(promoted, went(120, 'p')).leftAt).toBeUndefined()
    expect(entryAfter(promoted, came(110, 'p'), went(120)).leftAt).toBeUndefined()
    expect(entryAfter(promoted, came(110, 'p'), went(120), went(130, 'p')).leftAt).toBe(130)
    expect(entryAfter(promoted, went(120), came(110, 'p')).leftAt).toBeUndefined()
    expect(entryAfter(promoted, went(120)).leftAt).toBe(120)
    expect(
      entryAfter({ ...promoted, attendeeId: 'b' }, came(110, 'p'), went(120, 'p')).leftAt,
    ).toBeUndefined()
  })

  it('ends the same in whatever order events come, and however often', () => {
    const change = fc.record({
      attendeeId: fc.constantFrom('a', 'p', 'old'),
      at: fc.integer({ min: 95, max: 115 }),
      inside: fc.boolean(),
      now: fc.constant(0),
    })
    const orders = fc.array(change, { maxLength: 8 }).chain((ordered) => {
      const shuffled = fc.shuffledSubarray(ordered, { minLength: ordered.length })
      const again = fc.shuffledSubarray(ordered)
      return fc.record({ ordered: fc.constant(ordered), shuffled, again })
    })
    fc.assert(
      fc.property(orders, fc.constantFrom(seat, promoted), ({ ordered, shuffled, again }, entry) => {
        expect(entryAfter(entry, ...shuffled, ...again)).toEqual(entryAfter(entry, ...ordered))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is written and read without a loss, and what is odd in it is left out', () => {
    const entry = { ...entryAfter(promoted, came(110, 'p'), went(120)), name: 'Ada', muted: true as const }
    expect(parseSeat(seatText(entry))).toEqual(entry)
    const odd = {
      ...seat,
      name: 5,
      takenAt: 'x',
      connections: { a: { at: 'x', inside: true }, b: null, c: 3 },
    }
    expect(parseSeat(JSON.stringify(odd))).toEqual({ meetingId: 'm', attendeeId: 'a', role: 'attendee' })
    expect(parseSeat(JSON.stringify({ ...seat, connections: 'x' }))).toEqual(seat)
  })
})
