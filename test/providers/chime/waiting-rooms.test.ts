import { describe, expect, it } from 'vitest'
import { type PendingJoin, WaitingRooms } from '../../../providers/chime/waiting-rooms.js'

function joinOf(meetingId: string, ExternalUserId: string): PendingJoin {
  return {
    meetingId,
    person: { ExternalUserId },
    deadline: 0,
    resolve: () => undefined,
    reject: () => undefined,
    waitsIn: undefined,
    left: false,
    throttled: 0,
    repeated: false,
  }
}

function served(rooms: WaitingRooms): string[] {
  const order: string[] = []
  for (let next = rooms.next(); next !== undefined; next = rooms.next())
    for (const { person } of rooms.take(next.meetingId, 2)) order.push(person.ExternalUserId)
  return order
}

describe('waiting rooms', () => {
  it('serve meetings in turn, and their people in the order of asking', () => {
    const rooms = new WaitingRooms(() => undefined)
    for (const id of ['a1', 'a2', 'a3']) rooms.enter(joinOf('a', id))
    for (const id of ['b1', 'b2', 'b3']) rooms.enter(joinOf('b', id))
    expect([rooms.ahead('a'), rooms.ahead('b'), rooms.ahead('c')]).toEqual([0, 1, 2])
    expect(served(rooms)).toEqual(['a1', 'a2', 'b1', 'b2', 'a3', 'b3'])
  })

  it('serve those first who were served in vain', () => {
    const rooms = new WaitingRooms(() => undefined)
    for (const id of ['a1', 'a2']) rooms.enter(joinOf('a', id))
    rooms.enter(joinOf('b', 'b1'))
    const back = [joinOf('b', 'back-1'), joinOf('b', 'back-2')]
    rooms.enterFirst('b', back)
    expect(rooms.ahead('a')).toBe(1)
    expect(served(rooms)).toEqual(['back-1', 'back-2', 'a1', 'a2', 'b1'])
    expect(back.map(({ waitsIn }) => waitsIn)).toEqual([undefined, undefined])
  })

  it('are empty, and say so, when those who were to be served again have left', () => {
    let empty = 0
    const rooms = new WaitingRooms(() => {
      empty += 1
    })
    const join = joinOf('a', 'a1')
    rooms.enterFirst('a', [join])
    join.waitsIn?.joins.delete(join)
    join.waitsIn?.onEmpty()
    expect([empty, rooms.next(), rooms.clear()]).toEqual([1, undefined, []])
  })
})
