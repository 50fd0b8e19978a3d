import { describe, expect, test } from 'vitest'
import { rosterOf } from '../../page/src/meeting/roster.js'
import { isPerson, type Seats, seatHeard, seatLeft, seatTaken } from '../../page/src/meeting/seats.js'
import type { Tile } from '../../page/src/meeting/tiles.js'
import { person } from './support.js'

const seatsOf = (...all: readonly (readonly [attendeeId: string, seat: string])[]): Seats =>
  all.reduce<Seats>((seats, [attendeeId, seat]) => seatTaken(seats, attendeeId, seat), new Map())
const nothing = {
  people: [],
  tiles: [],
  speakers: [],
  sending: new Set<string>(),
  hands: new Map<string, number>(),
}

describe('the seats', () => {
  test('are those of people, not of shared screens or of the vendor itself', () => {
    expect(isPerson('a-1', 'seat-ana')).toBe(true)
    expect(isPerson('a-1#content', 'seat-ana')).toBe(false)
    expect(isPerson('a-2', 'aws:MediaPipeline-1')).toBe(false)
  })

  test('keep their order when everybody is reported again after a reconnect', () => {
    const seats = seatsOf(['1', 'seat-ana'], ['2', 'seat-ben'])
    expect(seatTaken(seats, '1', 'seat-ana')).toBe(seats)
    expect([...seatLeft(seats, '1').keys()]).toEqual(['2'])
    expect(seatLeft(seats, 'nobody')).toBe(seats)
  })

  test('know what was said last, where the vendor says only what has changed', () => {
    const seats = seatHeard(seatsOf(['1', 'seat-ana']), '1', { muted: true, signal: null })
    expect(seats.get('1')).toMatchObject({ muted: true, weak: false })
    const weaker = seatHeard(seats, '1', { muted: null, signal: 0.5 })
    expect(weaker.get('1')).toMatchObject({ muted: true, weak: true })
    expect(seatHeard(weaker, '1', { muted: true, signal: 0 })).toBe(weaker)
    expect(seatHeard(weaker, 'gone', { muted: true, signal: 0 })).toBe(weaker)
  })
})

describe('the list of people', () => {
  test('shows oneself first, then raised hands in their order, then moderators, then names', () => {
    const people = [
      person('Zoe'),
      person('Ana'),
      person('Ben'),
      person('Cem'),
      person('Maria', { role: 'moderator' }),
      person('Älva'),
    ]
    const seats = seatsOf(...people.map(({ seat }, index) => [`${index}`, seat] as const))
    const hands = new Map([
      ['seat-ben', 20],
      ['seat-cem', 10],
    ])
    const rows = rosterOf({ ...nothing, seats, people, hands }, 'seat-zoe', 'en')
    expect(rows.map(({ name }) => name)).toEqual(['Zoe', 'Cem', 'Ben', 'Maria', 'Älva', 'Ana'])
  })

  test('shows only who is inside, and somebody of whom nothing is known yet', () => {
    const seats = seatsOf(['1', 'seat-ana'], ['2', 'seat-new'])
    const rows = rosterOf({ ...nothing, seats, people: [person('Ana'), person('Gone')] }, 'seat-ana', 'en')
    expect(rows).toMatchObject([
      { name: 'Ana', me: true },
      { name: undefined, role: 'attendee', participantId: '' },
    ])
  })

  test('has a key for each row, however many are unknown yet', () => {
    const seats = seatsOf(['1', 'seat-new'], ['2', 'seat-newer'])
    const rows = rosterOf({ ...nothing, seats }, 'seat-ana', 'en')
    expect(rows.map(({ key }) => key)).toEqual(['seat-new', 'seat-newer'])
  })

  test('shows the picture of who has one, and one’s own camera', () => {
    const people = [person('Ana', { avatarUrl: 'https://school.example/ana.png' })]
    const tiles: Tile[] = [{ tileId: 1, attendeeId: '1', local: true, content: false }]
    const rows = rosterOf({ ...nothing, seats: seatsOf(['1', 'seat-ana']), people, tiles }, 'seat-ana', 'en')
    expect(rows).toMatchObject([{ avatarUrl: 'https://school.example/ana.png', camera: true }])
  })

  test('shows a person with two devices once, heard and seen by either', () => {
    const people = [person('Ana'), person('Ben', { seat: 'ben-1' }), person('Ben', { seat: 'ben-2' })]
    const seats = seatHeard(seatsOf(['1', 'seat-ana'], ['2', 'ben-1'], ['3', 'ben-2']), '2', {
      muted: true,
      signal: 0,
    })
    const tiles: Tile[] = [{ tileId: 2, attendeeId: '2#content', local: false, content: true }]
    const hands = new Map([['ben-2', 5]])
    const rows = rosterOf(
      { seats, people, tiles, sending: new Set(['3']), speakers: ['3'], hands },
      'seat-ana',
      'en',
    )
    expect(rows).toHaveLength(2)
    expect(rows[1]).toMatchObject({
      muted: false,
      weak: false,
      camera: true,
      sharing: true,
      speaking: true,
      handAt: 5,
    })
  })
})
