import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gridOf, roomOf, stripOf } from '../../page/src/meeting/grid.js'
import { initialsOf } from '../../page/src/meeting/initials.js'
import { type Seats, seatTaken } from '../../page/src/meeting/seats.js'
import { stageOf } from '../../page/src/meeting/stage.js'
import { type Tile, tileRemoved, tileReported } from '../../page/src/meeting/tiles.js'
import { wantedPictures } from '../../page/src/meeting/wanted-pictures.js'

const side = fc.integer({ min: 0, max: 4_000 })
const area = fc.record({ width: side, height: side })
const gaps = fc.integer({ min: 0, max: 20 })

function crowd(count: number): Seats {
  let seats: Seats = new Map()
  for (let i = 0; i < count; i++) seats = seatTaken(seats, `${i}`, `seat-${i}`)
  return seats
}

describe('the places on the stage', () => {
  test('always fit into it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), area, gaps, (count, size, gap) => {
        const { columns, width, height } = gridOf(count, size, gap)
        if (width === 0) return
        const rows = Math.ceil(count / columns)
        expect(columns * width + (columns - 1) * gap).toBeLessThanOrEqual(size.width)
        expect(rows * height + (rows - 1) * gap).toBeLessThanOrEqual(size.height)
      }),
    )
  })

  test('are as large as any number of columns allows', () => {
    expect(gridOf(1, { width: 1600, height: 900 }, 8)).toEqual({ columns: 1, width: 1600, height: 900 })
    expect(gridOf(4, { width: 1608, height: 908 }, 8)).toEqual({ columns: 2, width: 800, height: 450 })
    expect(gridOf(3, { width: 320, height: 900 }, 8).columns).toBe(1)
    expect(gridOf(3, { width: 2000, height: 300 }, 8).columns).toBe(3)
    expect(gridOf(0, { width: 100, height: 100 }, 8).width).toBe(0)
  })

  test('in the strip fit beside what is shown large', () => {
    fc.assert(
      fc.property(area, gaps, (size, gap) => {
        const { beside, place, room, rest } = stripOf(size, gap)
        expect(room).toBeGreaterThanOrEqual(1)
        if (beside) expect(rest.width + place.width).toBeLessThanOrEqual(size.width)
        else expect(rest.height + place.height).toBeLessThanOrEqual(Math.max(size.height, place.height))
        const along = beside ? place.height * room + gap * (room - 1) : place.width * room + gap * (room - 1)
        if (room > 1) expect(along).toBeLessThanOrEqual(beside ? size.height : size.width)
      }),
    )
  })

  test('are two at least and 25 at most', () => {
    fc.assert(
      fc.property(area, (size) => {
        const room = roomOf(size, 150)
        expect(room).toBeGreaterThanOrEqual(2)
        expect(room).toBeLessThanOrEqual(25)
      }),
    )
  })
})

describe('the stage', () => {
  test('gives its places to oneself, who speaks, who is seen and who came first, in the order of coming', () => {
    const tiles: Tile[] = [{ tileId: 7, attendeeId: '4', local: false, content: false }]
    const { people, hidden } = stageOf(
      { seats: crowd(6), tiles, speakers: ['5'], sending: new Set() },
      'seat-3',
      4,
    )
    expect(people.map(({ attendeeId }) => attendeeId)).toEqual(['0', '3', '4', '5'])
    expect(people.map(({ tileId }) => tileId)).toEqual([undefined, undefined, 7, undefined])
    expect(hidden).toBe(2)
  })

  test('shows a shared screen besides its owner', () => {
    const tiles: Tile[] = [{ tileId: 9, attendeeId: '1#content', local: false, content: true }]
    const { content, people } = stageOf(
      { seats: crowd(2), tiles, speakers: [], sending: new Set(['1#content']) },
      'seat-0',
      4,
    )
    expect(content).toMatchObject([{ tileId: 9, kind: 'content', seat: 'seat-1', me: false }])
    expect(people).toHaveLength(2)
  })

  test('knows who sends a picture also where it is not received', () => {
    const seen = stageOf({ seats: crowd(6), tiles: [], speakers: [], sending: new Set(['5']) }, 'seat-0', 2)
    expect(seen.people.map(({ attendeeId }) => attendeeId)).toEqual(['0', '5'])
  })
})

describe('the pictures that are received', () => {
  const stage = (count: number, room: number) =>
    stageOf({ seats: crowd(count), tiles: [], speakers: [], sending: new Set() }, 'seat-0', room)

  test('are those of others who have a place, before they even start', () => {
    expect(wantedPictures(stage(4, 3), new Set(['3']))).toEqual([
      { attendeeId: '1', priority: 1, size: 'large' },
      { attendeeId: '2', priority: 1, size: 'large' },
    ])
  })

  test('are a shared screen first, and people small beside it', () => {
    expect(wantedPictures(stage(3, 2), new Set(['1', '9#content']))).toEqual([
      { attendeeId: '9#content', priority: 1, size: 'large' },
      { attendeeId: '1', priority: 2, size: 'small' },
    ])
  })

  test.each([
    [5, 'large'],
    [6, 'medium'],
    [10, 'small'],
  ] as const)('of %i are %s', (count, size) => {
    expect(new Set(wantedPictures(stage(count, 25), new Set()).map((one) => one.size))).toEqual(
      new Set([size]),
    )
  })
})

describe('a picture', () => {
  const report = { tileId: 3, boundAttendeeId: 'a', localTile: false, isContent: false, boundVideoStream: {} }
  const shown: Tile = { tileId: 3, attendeeId: 'a', local: false, content: false }

  test('is there from its stream on, and until that is gone', () => {
    expect(tileReported([], { ...report, boundVideoStream: null })).toEqual([])
    const tiles = tileReported([], report)
    expect(tiles).toEqual([shown])
    expect(tileReported(tiles, report)).toBe(tiles)
    expect(tileReported(tiles, { ...report, boundAttendeeId: 'b' })).toEqual([{ ...shown, attendeeId: 'b' }])
    expect(tileReported(tiles, { ...report, boundAttendeeId: null })).toEqual([])
    expect(tileRemoved(tiles, 4)).toBe(tiles)
    expect(tileRemoved(tiles, 3)).toEqual([])
  })
})

describe('the letters that stand for a name', () => {
  test.each([
    ['Ana', 'A'],
    ['ana maria lópez', 'AL'],
    ['李 小龍', '李小'],
    ['ليلى أحمد', 'لأ'],
    ['(guest) Ben', 'GB'],
    ['🙂', ''],
    ['', ''],
  ])('"%s": %s', (name, letters) => {
    expect(initialsOf(name)).toBe(letters)
  })
})
